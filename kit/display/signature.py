"""Who signs a deliverable, and whom it is for: the firm's brand, then the workbook."""

from __future__ import annotations

from kit.brand import load_brand
from kit.client import Client
from kit.display.words import Words


def firm_of(client: Client) -> str:
    """The firm's name: the brand's over the workbook's; blank when neither says it."""
    return load_brand().firm or client.company.firm or ""


def signed(words: Words) -> str:
    """The consultant and the firm, as the cover names them; blank when nobody is named."""
    consultant, firm = words.client.company.consultant or "", firm_of(words.client)
    if consultant and firm:
        return words("cover.of_firm", consultant=consultant, firm=firm)
    return consultant or firm


def author_of(client: Client) -> str:
    """Who the properties of a file name as its author."""
    return firm_of(client) or client.company.consultant or ""


def confidentiality(words: Words) -> str:
    """The line of every page: the one agreed with this client, else the firm's, else the kit's."""
    company = words.client.company
    own = load_brand().confidentiality[words.texts.lang].replace("{client}", company.name)
    return company.confidentiality or own or words("cover.confidential", client=company.name)
