"""The explorer of JupyterLab: one client, its figures moved and seen at once (ipywidgets)."""
