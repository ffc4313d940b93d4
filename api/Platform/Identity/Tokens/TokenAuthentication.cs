using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Limits;
using Aos.Api.Platform.Telemetry;

namespace Aos.Api.Platform.Identity.Tokens;

/// <summary>Finds out who calls. Anonymous operations pass; everything else needs a valid token.</summary>
public sealed class TokenAuthentication(RequestDelegate next, PrincipalCache cache, AccessTokens tokens, AddressGuard guard, ProblemWriter problems)
{
    private const string Scheme = "Bearer ";

    /// <summary>Authenticates the request or answers 400, 401 or 429.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var rule = context.GetEndpoint()?.Metadata.GetMetadata<AccessAttribute>();
        if (rule is null)
            return next(context);
        var header = context.Request.Headers.Authorization;
        if (header.Count > 1)
            return problems.WriteAsync(context, AuthErrors.HeaderRepeated);
        if (header.Count == 0 || header[0] is not { } text || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return problems.WriteAsync(context, AuthErrors.NotSignedIn);

        var token = text.AsSpan(Scheme.Length).Trim();
        if (!OpaqueToken.IsWellFormed(token, OpaqueToken.Access))
            return RefuseAsync(context, AuthErrors.TokenInvalid, "malformed");
        var hash = OpaqueToken.Hash(token);
        var known = cache.Find(TokenHash.Of(hash));
        if (known is null || rule.Fresh)
            return LookUpAsync(context, hash, isKnown: known is not null);
        context.Features.Set(known);
        return next(context);
    }

    private async Task LookUpAsync(HttpContext context, byte[] hash, bool isKnown)
    {
        // A token in use is no guess: it goes on although its address has used up its failures.
        if (!isKnown && guard.SecondsToWait(context) is { } seconds)
        {
            await problems.WriteAsync(context, LimitErrors.TooManyFailures, retryAfterSeconds: seconds);
            return;
        }

        var generation = cache.Generation;
        var found = await tokens.FindAsync(hash, context.RequestAborted);
        if (found is not { Usable: true, Expired: false })
        {
            await (found is { Usable: true } ? RefuseAsync(context, AuthErrors.TokenExpired, "expired") : RefuseAsync(context, AuthErrors.TokenInvalid, "unknown"));
            return;
        }

        cache.Keep(TokenHash.Of(hash), found.Principal, generation);
        context.Features.Set(found.Principal);
        await next(context);
    }

    private Task RefuseAsync(HttpContext context, ApiError error, string reason)
    {
        AosMeters.AuthenticationFailed(reason);
        if (guard.CountFailure(context) is { } seconds)
            return problems.WriteAsync(context, LimitErrors.TooManyFailures, retryAfterSeconds: seconds);
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return problems.WriteAsync(context, error);
    }
}
