"""Many articles: folders, archives and crawls into one file or database, on all cores or a cluster.

    inputs → items → (worker processes: reading, relevance, extraction, rendering) → sink, with its journal

The journal knows every article by a digest of its content and of the settings; it is what a stopped run
goes on from.
"""
