"""The demo's owner, who adds the home the way a person does: over the cloud's own calls."""

from dataclasses import dataclass
from typing import Self

import aiohttp

EMAIL = "ala@example.com"
FIRST_NAME = "Ala"
LAST_NAME = "Nowak"
OFFICER_EMAIL = "dorota@example.com"
OFFICER_FIRST_NAME = "Dorota"
HOME_NAME = "Dom Ali"


class OwnerError(Exception):
    """The cloud did not do what the demo's owner asked; the text says what it answered."""


@dataclass
class Owner:
    """The owner at the cloud's door, with a session of their own; use it as `async with`."""

    cloud: str
    token: str

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession(base_url=self.cloud, headers={"Origin": self.cloud, "Referer": self.cloud})
        await self._call("POST", "/app/api/demo/sign-in", token=self.token)
        self._csrf = str((await self._me())["csrf"])
        return self

    async def __aexit__(self, *unused: object) -> None:
        await self._http.close()

    async def claim(self, number: str) -> str:
        """Add the home whose gateway shows a code with this number; the installation's id.

        Raises: OwnerError when the cloud refuses.
        """
        answer = await self._call("POST", "/app/api/claims", number=number, name=HOME_NAME)
        return str(answer["id"])

    async def member(self, installation: str) -> str:
        """The owner's member id in this installation.

        Raises: OwnerError when it is not the owner's.
        """
        listed = (await self._me())["installations"]
        assert isinstance(listed, list)  # noqa: S101 - tells the type checker
        for one in listed:
            if one["id"] == installation:
                return str(one["member"])
        raise OwnerError("the home is not the demo owner's; 'make clean' starts anew")

    async def _me(self) -> dict[str, object]:
        return await self._call("GET", "/app/api/me")

    async def _call(self, method: str, path: str, **body: str) -> dict[str, object]:
        headers = {"X-CSRFToken": getattr(self, "_csrf", "")}
        async with self._http.request(method, path, json=body or None, headers=headers) as answer:
            if answer.status >= 400:  # noqa: PLR2004 - the first error status
                raise OwnerError(f"{method} {path} answered {answer.status}: {(await answer.text())[:200]}")
            read = await answer.json() if answer.content_type == "application/json" else {}
            return dict(read)
