"""Many clients: a few processes here, a dask cluster elsewhere, the same few lines.

    PATH… ── sources ──▶ Jobs ── crew ──▶ apart (one process a client) ──▶ Outcomes ──▶ Portfolio

START HERE: `flow.batch`. A client that fails is a row of the portfolio, never a stop.
"""
