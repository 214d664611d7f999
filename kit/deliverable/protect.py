"""A PDF that asks for a password: AES-256, PDF 2.0's own (qpdf does it)."""

from __future__ import annotations

from io import BytesIO


def protected(pdf: bytes, password: str) -> bytes:
    """*pdf* that opens with *password* only; screen readers and printers may still use it.

    A protected file is no longer PDF/A (the standard forbids passwords), and two of them
    never have the same bytes: their keys are drawn at random.
    """
    import pikepdf

    allowed = pikepdf.Permissions(extract=True, accessibility=True, modify_other=False)
    key = pikepdf.Encryption(owner=password, user=password, R=6, aes=True, allow=allowed)
    written = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(written, encryption=key)
    return written.getvalue()
