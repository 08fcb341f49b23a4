-- The owner of a token by number, which is never reused, in addition to the id, which may be; 0: the file declares
-- the owner. A token that is older than the user with its id was not created for that user.
ALTER TABLE tokens ADD COLUMN owner_number INTEGER NOT NULL DEFAULT 0;

UPDATE tokens SET owner_number = coalesce(
    (SELECT u.number FROM users u WHERE u.id = tokens.owner AND u.created_at <= tokens.created_at), 0);
