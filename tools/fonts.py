"""Fetch the font of the printed policy with npm: `python tools/fonts.py` lays it beside the renderer."""

import tarfile
import tempfile
from pathlib import Path, PurePosixPath

from vendor import fetch

FOLDER = Path(__file__).parents[1] / "ostoja" / "policy" / "render" / "fonts"
NAME, VERSION = "@expo-google-fonts/source-sans-3", "0.4.1"
CHECKSUM = "sxsO4kfxQnVMT6ri/yWiBefkgem6suvc7KWJ4m/kWGTGqxkGouxG7MQsZ8XR6wqasxYZxdWK1gtusMBLSZDiiA=="
FILES = {
    "SourceSans3_400Regular.ttf": "SourceSans3_400Regular.ttf",
    "SourceSans3_700Bold.ttf": "SourceSans3_700Bold.ttf",
    "LICENSE_FONT": "LICENSE",
}


def main() -> None:
    """Renew the font and its licence."""
    place = FOLDER / f"source-sans-3@{VERSION}"
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fetch(NAME, VERSION, CHECKSUM, Path(folder))) as box:
        for member in box.getmembers():
            target = FILES.get(PurePosixPath(member.name).name)
            data = box.extractfile(member) if target is not None else None
            if data is not None and target is not None:
                (place / target).write_bytes(data.read())
                print(place / target)


if __name__ == "__main__":
    main()
