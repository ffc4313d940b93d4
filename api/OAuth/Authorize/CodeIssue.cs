using Aos.Api.OAuth.Consents;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.OAuth.Authorize;

/// <summary>Issues authorization codes: one transaction ends the request, begins the family and keeps the consent.</summary>
internal sealed class CodeIssue(Writes writes)
{
    /// <summary>Time in which a code must be exchanged.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    /// <summary>The code; null if the request, the sign-in or the consent has ended meanwhile.</summary>
    public Task<string?> RunAsync(HttpContext context, AuthorizationStep step, bool consent) =>
        writes.RunAsync(new Actor("account", step.Account.Id.ToString(), step.Client.Id), context.TraceIdentifier, async write =>
        {
            var request = step.Open.Request;
            if (!await AuthorizationRequests.FinishAsync(write, step.Open.Id) || !(consent || await IsPermittedAsync(write, step)) || await FamilyAsync(write, step) is not { } family)
                return null;
            if (consent)
                await ConsentStore.GiveAsync(write, step.Account.Id, step.Client, request.Scopes);
            var code = OpaqueToken.Create(OpaqueToken.AuthorizationCode);
            await write.Connection.ExecuteAsync(write.Sql("""
                insert into oauth.codes (code_hash, family_id, client_id, redirect_uri, challenge, nonce, expires_at)
                values (@hash, @family, @clientId, @RedirectUri, @Challenge, @Nonce, platform.now() + @life)
                """, new { hash = OpaqueToken.Hash(code), family, clientId = step.Client.Id, request.RedirectUri, request.Challenge, request.Nonce, life = Life }));
            await write.AuditAsync(step.Account.TenantId, consent ? "oauth.consent.given" : "oauth.authorization.granted", "client", step.Client.Id,
                new Dictionary<string, string?> { ["scopes"] = string.Join(' ', request.Scopes), ["family"] = family.ToString() });
            return code;
        }, context.RequestAborted);

    /// <summary>True if nothing was withdrawn since the person was found to have permitted it. A withdrawal that comes now waits, and then ends this family too.</summary>
    private static async Task<bool> IsPermittedAsync(WriteScope write, AuthorizationStep step) =>
        step.Client.FirstParty || step.Open.Request.Scopes.All((await ConsentStore.HoldScopesAsync(write, step.Account.Id, step.Client)).Contains);

    /// <summary>Begins the family. With <c>offline_access</c> it stands without a session, and so outlives the sign-in.</summary>
    private static Task<Guid?> FamilyAsync(WriteScope write, AuthorizationStep step) =>
        write.Connection.ExecuteScalarAsync<Guid?>(write.Sql("""
            insert into oauth.families (id, client_id, account_id, tenant_id, session_id, scopes, audience, signed_in_at, methods, key_thumbprint)
            select @id, @clientId, s.account_id, @TenantId, case when @offline then null else s.id end, @Scopes, @Audience, s.signed_in_at, s.methods, @KeyThumbprint
            from oauth.sessions s
            where s.id = @session and s.ended_at is null
            for share
            returning id
            """,
            new
            {
                id = Guid.CreateVersion7(),
                clientId = step.Client.Id,
                step.TenantId,
                offline = step.Open.Request.Scopes.Contains(Scopes.OfflineAccess),
                step.Open.Request.Scopes,
                step.Open.Request.Audience,
                step.Open.Request.KeyThumbprint,
                session = step.Session.Id,
            }));
}
