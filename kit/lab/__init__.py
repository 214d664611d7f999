"""`kit explore`: JupyterLab on a private working copy of the notebooks, bound to one client."""
