from ostoja.protocol.office import certificate_text, offer_text, orders_text


def test_what_is_signed_for_one_thing_never_serves_for_another() -> None:
    texts = {
        offer_text("A" * 12, 1, "https://one.example"),
        offer_text("A" * 12, 2, "https://one.example"),
        offer_text("B" * 12, 1, "https://one.example"),
        offer_text("A" * 12, 1, "https://two.example"),
        certificate_text(1, "https://one.example"),
        certificate_text(2, "https://one.example"),
        certificate_text(1, "https://two.example"),
        orders_text(1, "https://one.example"),
        orders_text(2, "https://one.example"),
        orders_text(1, "https://two.example"),
    }

    assert len(texts) == 10
