-- name: keep_secret(secret)!
-- Store a secret unless there is one.
INSERT INTO webhook (id, secret) VALUES (1, :secret) ON CONFLICT (id) DO NOTHING;

-- name: row()^
-- Return the secret and the address.
SELECT secret, url FROM webhook WHERE id = 1;

-- name: set_url(secret, url)!
-- Store the address, with a secret where there is none yet.
INSERT INTO webhook (id, secret, url) VALUES (1, :secret, :url) ON CONFLICT (id) DO UPDATE SET url = excluded.url;

-- name: clear_url()!
-- Forget the address.
UPDATE webhook SET url = NULL WHERE id = 1 AND url IS NOT NULL;
