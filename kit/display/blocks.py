"""The blocks a deliverable is made of: plain data, the same for HTML, PDF and JupyterLab.

`show` puts each block in a cell's output as a MIME bundle: ``text/html`` for JupyterLab
and the HTML file, BLOCK_MIME (JSON, this module's dicts) for the PDF, ``text/plain`` last.
All strings are final: formatted, in the reader's language, *not* escaped. Every target
escapes in its own one place.

cover     {"block", "title", "client", "lines": [[label, value]…], "confidentiality"}
section   {"block", "id", "level": 1|2|3, "title", "intro": str|null}
           and, optional, "notes": [[term, definition]…] for the margin
paragraph {"block", "text", "tone": "normal"|"muted"|"lead"}
bullets   {"block", "items": [str…]}
cards     {"block", "cards": [{"label", "value", "note": str|null, "tone"}…]}
           and, on a card whose figure the appendix explains, "link": the anchor of that row
callout   {"block", "tone": "stop"|"go"|"info"|"win", "title", "text": str|null, "items": [str…]}
table     {"block", "id", "caption", "columns": [{"label", "align", "width": 0..1|null}…],
           "rows": [[str…]…], "emphasis": [row index…], "note": str|null}
           and, titles inside the table, "groups": [[first row index, title]…]
           align is "left", "right" or "center"; a cell may hold line breaks
           and, optional, "links": [[row index, column index, anchor]…] for cells whose
           figure the appendix explains; "anchors": [anchor of each row…] on that appendix.
           A link whose anchor is not in the document is dropped by the exporters; a
           notebook shows it, and it leads nowhere; "folded": true, closed on a screen
           in the explorer only, "picks": [[row index, column index, what]…], rows that may be
           chosen by that cell, and "picked": the one that is
code      {"block", "text", "title"}, the source of a cell, in the internal version
chart     {"block", "id", "caption", "alt", "svg", "width": "full"|"half"}
           also process maps and the Gantt; and, optional, "phone": the same drawn narrow,
           "data": {"title", "columns": [str…], "rows": [[str…]…]}, the figures drawn
           (none: "table", the id of the table beside it that has them)

`alt` states the chart's conclusion; a chart without one is refused.
"""

BLOCK_MIME = "application/vnd.kit.block+json"
