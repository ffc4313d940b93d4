using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Limits;
using Aos.Api.Platform.Telemetry;

namespace Aos.Api.Platform.Identity.Tokens;

/// <summary>Finds out who calls. Anonymous operations pass, with [OptionalAccess] only as long as no token comes; everything else needs a valid token, and one that is bound to a key its proof (RFC 9449).</summary>
internal sealed class TokenAuthentication(RequestDelegate next, PrincipalCache cache, AccessTokens tokens, DpopProofs proofs, AddressGuard guard, ProblemWriter problems)
{
    private const string Scheme = "Bearer ";
    private const string BoundScheme = "DPoP ";

    /// <summary>Authenticates the request or answers 400, 401 or 429.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        var rule = metadata?.GetMetadata<AccessAttribute>();
        var header = context.Request.Headers.Authorization;
        if (rule is null && (header.Count == 0 || metadata?.GetMetadata<OptionalAccessAttribute>() is null))
            return next(context);
        if (header.Count > 1)
            return problems.WriteAsync(context, AuthErrors.HeaderRepeated);
        if (header.Count == 0 || header[0] is not { } text)
            return problems.WriteAsync(context, AuthErrors.NotSignedIn);
        var isBound = false;
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && !(isBound = text.StartsWith(BoundScheme, StringComparison.OrdinalIgnoreCase)))
            return problems.WriteAsync(context, AuthErrors.NotSignedIn);

        var token = text.AsSpan(isBound ? BoundScheme.Length : Scheme.Length).Trim();
        if (!OpaqueToken.IsWellFormed(token, OpaqueToken.Access))
            return RefuseAsync(context, AuthErrors.TokenInvalid, "malformed", isBound);
        var hash = OpaqueToken.Hash(token);
        var known = cache.Find(TokenHash.Of(hash));
        if (known is null || rule is { Fresh: true })
            return LookUpAsync(context, hash, isKnown: known is not null, isBound ? token.ToString() : null);
        if (isBound || known.KeyThumbprint is not null)
            return ProveAsync(context, known, isBound ? token.ToString() : null);
        context.Features.Set(known);
        return next(context);
    }

    // The token comes along if it came as one that is bound to a key.
    private async Task LookUpAsync(HttpContext context, byte[] hash, bool isKnown, string? boundToken)
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
            var isBound = boundToken is not null;
            await (found is { Usable: true } ? RefuseAsync(context, AuthErrors.TokenExpired, "expired", isBound) : RefuseAsync(context, AuthErrors.TokenInvalid, "unknown", isBound));
            return;
        }

        cache.Keep(TokenHash.Of(hash), found.Principal, generation);
        await ProveAsync(context, found.Principal, boundToken);
    }

    /// <summary>Goes on if the token came in the scheme that it was issued for and, where it is bound to a key, with the proof of that key.</summary>
    private async Task ProveAsync(HttpContext context, Principal principal, string? boundToken)
    {
        if (principal.KeyThumbprint is null != boundToken is null)
        {
            await RefuseAsync(context, AuthErrors.SchemeWrong, "scheme", principal.KeyThumbprint is not null);
            return;
        }

        if (boundToken is not null && !await proofs.ProvesAsync(context, boundToken, principal.KeyThumbprint!))
        {
            AosMeters.AuthenticationFailed("proof");
            context.Response.Headers.WWWAuthenticate = "DPoP error=\"invalid_dpop_proof\", algs=\"ES256\"";
            await problems.WriteAsync(context, AuthErrors.ProofInvalid);
            return;
        }

        context.Features.Set(principal);
        await next(context);
    }

    private Task RefuseAsync(HttpContext context, ApiError error, string reason, bool isBound)
    {
        AosMeters.AuthenticationFailed(reason);
        if (guard.CountFailure(context) is { } seconds)
            return problems.WriteAsync(context, LimitErrors.TooManyFailures, retryAfterSeconds: seconds);
        context.Response.Headers.WWWAuthenticate = isBound ? "DPoP error=\"invalid_token\", algs=\"ES256\"" : "Bearer error=\"invalid_token\"";
        return problems.WriteAsync(context, error);
    }
}
