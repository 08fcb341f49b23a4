-- The form in which ids and e-mail addresses are unique: without case, compatibility forms and invisible characters. Every write compares
-- them; there is no constraint, because an older store may contain users that share one. Those are reported at each start.
ALTER TABLE users ADD COLUMN id_key TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN email_key TEXT;

UPDATE users SET id_key = identity_key(id), email_key = identity_key(email);

CREATE INDEX users_by_id_key ON users (id_key);
CREATE INDEX users_by_email_key ON users (email_key) WHERE email_key IS NOT NULL;
