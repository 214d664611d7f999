"""The workshop page: votes entered live in a meeting room, top 3 and map drawn as people vote.

`session` holds what was voted, `keeping` its file, `page` what is on the screen and what a
click or a key does to it; `head`, `ballot`, `results`, `jury` and `figures` draw its parts,
`view` is the widget that shows them.
"""
