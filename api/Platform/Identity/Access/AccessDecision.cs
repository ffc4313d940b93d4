using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using System.Net;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Identity.Tokens;

namespace Aos.Api.Platform.Identity.Access;

/// <summary>
/// Decides who may call, in one fixed order; the first failure answers. Token, client and tenant were checked before
/// (401); foreign objects and states are the stores' matter (404, 409).
/// </summary>
public sealed class AccessDecision(RequestDelegate next, ProblemWriter problems, TimeProvider time)
{
    /// <summary>Age that a sign-in may have where a recent one is needed.</summary>
    internal static readonly TimeSpan RecentSignIn = TimeSpan.FromMinutes(15);

    /// <summary>Lets the request pass or answers 401, 402 or 403.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<AccessAttribute>() is not { } rule)
            return GoOnAsync(context);
        var principal = context.Features.GetRequiredFeature<Principal>();
        if (Refusal(rule, principal, context.Connection.RemoteIpAddress) is { } refusal)
            return RefuseAsync(context, rule, principal, refusal);
        if (rule.RecentSignIn && principal.SignedInAt is { } signedIn && time.GetUtcNow() - signedIn > RecentSignIn)
            return RefuseOldSignInAsync(context, principal);
        return next(context);
    }

    /// <summary>An operation that is open to everybody: a token that may not be used there counts as none.</summary>
    private Task GoOnAsync(HttpContext context)
    {
        if (context.Features.Get<Principal>() is { } caller && !context.GetEndpoint()!.Metadata.GetRequiredMetadata<OptionalAccessAttribute>().Admits(caller, context.Connection.RemoteIpAddress))
            context.Features.Set<Principal>(null);
        return next(context);
    }

    private Task RefuseAsync(HttpContext context, AccessAttribute rule, Principal principal, (ApiError Error, string? Argument) refusal)
    {
        if (refusal.Error == AccessErrors.ScopeMissing)
            context.Response.Headers.WWWAuthenticate = $"{Scheme(principal)} error=\"insufficient_scope\", scope=\"{rule.Scope}\"";
        return problems.WriteAsync(context, refusal.Error, [refusal.Argument]);
    }

    private Task RefuseOldSignInAsync(HttpContext context, Principal principal)
    {
        var seconds = ((int)RecentSignIn.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.WWWAuthenticate = $"{Scheme(principal)} error=\"insufficient_user_authentication\", max_age=\"{seconds}\"";
        return problems.WriteAsync(context, AccessErrors.SignInTooOld, [((int)RecentSignIn.TotalMinutes).ToString(CultureInfo.InvariantCulture)]);
    }

    private static string Scheme(Principal principal) => principal.KeyThumbprint is null ? "Bearer" : "DPoP";

    private static (ApiError Error, string? Argument)? Refusal(AccessAttribute rule, Principal principal, IPAddress? address)
    {
        if (!AddressRanges.Contain(principal.AddressRanges, address))
            return (AccessErrors.AddressNotAllowed, null);
        if (principal.IsPasswordChangeDue && !rule.WithPasswordChangeDue)
            return (AccessErrors.PasswordChangeRequired, null);
        if (principal.IsConditionsDue && !rule.WithConditionsDue && !rule.WithPasswordChangeDue)
            return (AccessErrors.ConditionsNotAccepted, "portal");
        if (principal.AccountId is null && rule.Machine is null)
            return (AccessErrors.PersonRequired, null);
        if (principal.AccountId is not null && rule.Person is null)
            return (AccessErrors.MachineRequired, null);
        if (!principal.Scopes.Contains(rule.Scope))
            return (AccessErrors.ScopeMissing, rule.Scope);
        if (rule.TenantKind is { } kind && principal.TenantKind != kind)
            return (AccessErrors.AdministratorRequired, null);
        return (principal.AccountId is null ? RefusalOfMachine(rule, principal) : RefusalOfPerson(rule.Person!, rule.PersonOr, principal) ?? RefusalInSandbox(rule, principal))
            ?? RefusalOfProduct(rule, principal);
    }

    /// <summary>Operations take the twin's organisation and its people as their subject (<see cref="Principal.ParentTenantId"/>); changing them takes a client of the organisation.</summary>
    private static (ApiError Error, string? Argument)? RefusalInSandbox(AccessAttribute rule, Principal principal) =>
        principal.ParentTenantId is not null && rule is { Scope: Scopes.PortalWrite, InSandbox: false } ? (AccessErrors.SandboxReadOnly, null) : null;

    /// <summary>What the operator has announced only, or retired, answers nobody.</summary>
    private static (ApiError Error, string? Argument)? RefusalOfProduct(AccessAttribute rule, Principal principal) =>
        principal.Unavailable.Length > 0 && principal.Unavailable.Contains(rule.Machine) ? (AccessErrors.ProductNotAvailable, rule.Machine) : null;

    private static (ApiError Error, string? Argument)? RefusalOfMachine(AccessAttribute rule, Principal principal)
    {
        if (!principal.Rights.TryGetValue(rule.Machine!, out var right))
            return (rule.TenantKind is null ? AccessErrors.ProductNotGranted : AccessErrors.PermissionMissing, rule.Machine);
        if (right.ConditionsDue)
            return (AccessErrors.ConditionsNotAccepted, rule.Machine);
        return right.Suspended ? (AccessErrors.Suspended, rule.Machine) : null;
    }

    private static (ApiError Error, string? Argument)? RefusalOfPerson(string needed, string? instead, Principal principal) => needed switch
    {
        Person.Self or Person.AnyUser => null,
        Person.Representative => principal.IsRepresentative ? null : (AccessErrors.RepresentativeRequired, null),
        _ when instead == Person.Representative && principal.IsRepresentative => null,
        _ when instead is not null && principal.Rights.TryGetValue(instead, out var other) && !other.Suspended => null,
        _ => !principal.Rights.TryGetValue(needed, out var right) ? (AccessErrors.PermissionMissing, needed)
            : right.Suspended ? (AccessErrors.Suspended, needed) : null,
    };
}
