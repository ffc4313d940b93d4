-- For the sweep of tokens that have ended.
create index access_tokens_by_expiry on identity.access_tokens (expires_at);
