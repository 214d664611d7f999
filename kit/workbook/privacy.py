"""What looks like personal data in a free text: the templates ask for roles, not people.

A warning only, and the text is never quoted (GDPR 5.1.c and 25, data minimisation).
"""

from __future__ import annotations

import re

from kit.workbook.words import tidy

_FORMS = (
    ("email", re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63})+")),
    ("iban", re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")),
    # sex, year, month, département, commune, order, and a key that may be left out
    (
        "nir",
        re.compile(
            r"\b[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3}(?: ?\d{2})?\b"
        ),
    ),
    (
        "phone",
        re.compile(
            r"(?<![\d,.])(?:(?:\+|00)\d{2,3} ?(?:\(0\) ?)?|0)[1-9](?:[ .-]?\d{2}){4}(?![\d,])"
        ),
    ),
)


def personal_data(text: str) -> str | None:
    """What *text* seems to hold: email, iban, nir (French social security), phone, or None."""
    written = tidy(text[:5000])
    return next((kind for kind, form in _FORMS if form.search(written)), None)
