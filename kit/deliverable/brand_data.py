"""What the PDF's template needs of the brand: colours, scales, the logo and its file."""

from __future__ import annotations

from typing import Any

from kit.brand import Brand

LOGO = "logo.svg"  # a PNG lies inside an SVG: in memory Typst takes files of text only


def brand_data(brand: Brand) -> dict[str, Any]:
    """Sizes are in points, the height of the logo in millimetres."""
    return {
        "colours": dict(brand.colours),
        "body": brand.body,
        "ratio": brand.ratio,
        "space": brand.space,
        "firm": brand.firm,
        "contact": brand.contact,
        "logo": None
        if brand.logo is None
        else {"file": LOGO, "alt": brand.logo_alt, "height": brand.logo_height},
    }


def logo_files(brand: Brand) -> dict[str, bytes]:
    """The files that `brand_data` names."""
    return {} if brand.logo is None else {LOGO: brand.logo.svg.encode("utf-8")}
