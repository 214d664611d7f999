"""The workshop page: votes taken live, the top 3 and the map drawn as people vote (Voilà)."""
