using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>What settings are judged against: what of a client was decided when it was created, and what an absent setting means.</summary>
/// <param name="Kind">Kind of the client.</param>
/// <param name="AuthMethod">How it authenticates.</param>
/// <param name="FirstParty">It belongs to every installation.</param>
internal sealed record ClientShape(ClientKind Kind, ClientAuthMethod AuthMethod, bool FirstParty)
{
    /// <summary>The shape that a new client asks for.</summary>
    public static ClientShape Of(ClientCreate body)
    {
        var kind = EnumTextAttribute<ClientKind>.Parse(body.Kind) ?? ClientKind.Machine;
        return new(kind, EnumTextAttribute<ClientAuthMethod>.Parse(body.AuthMethod) ?? (kind == ClientKind.Native ? ClientAuthMethod.None : ClientAuthMethod.ClientSecret), FirstParty: false);
    }

    /// <summary>The shape after a change.</summary>
    public ClientShape With(ClientSettings body) => this with { AuthMethod = EnumTextAttribute<ClientAuthMethod>.Parse(body.AuthMethod) ?? AuthMethod };

    /// <summary>Settings that do not make sense together, or not for this client.</summary>
    public IEnumerable<FieldError> Faults(ClientSettings settings)
    {
        var grants = settings.Grants!.Select(grant => EnumTextAttribute<ClientGrant>.Parse(grant)!.Value).ToHashSet();
        return GrantFaults(settings, grants).Concat(MethodFaults(settings)).Concat(AddressFaults(settings, grants)).Concat(ScopeFaults(settings, grants)).Concat(AudienceFaults(settings));
    }

    private IEnumerable<FieldError> GrantFaults(ClientSettings settings, HashSet<ClientGrant> grants)
    {
        var permitted = Kind switch
        {
            ClientKind.Machine => [ClientGrant.ClientCredentials],
            ClientKind.Web => AuthMethod == ClientAuthMethod.None ? [ClientGrant.AuthorizationCode, ClientGrant.RefreshToken] : [ClientGrant.AuthorizationCode, ClientGrant.RefreshToken, ClientGrant.ClientCredentials],
            _ => (ClientGrant[])[ClientGrant.AuthorizationCode, ClientGrant.RefreshToken, ClientGrant.DeviceCode],
        };
        for (var i = 0; i < settings.Grants!.Count; i++)
            if (!permitted.Contains(EnumTextAttribute<ClientGrant>.Parse(settings.Grants[i])!.Value))
                yield return Wrong($"/grants/{i}", "A client of this kind and authentication cannot use this grant.");
        if (grants.Contains(ClientGrant.RefreshToken) && !IsOfPeople(grants))
            yield return Wrong("/grants", "refreshToken needs authorizationCode or deviceCode.");
    }

    private IEnumerable<FieldError> MethodFaults(ClientSettings settings)
    {
        if (Kind == ClientKind.Machine && AuthMethod == ClientAuthMethod.None)
            yield return Wrong("/authMethod", "A machine must authenticate.");
        if (Kind == ClientKind.Native && AuthMethod != ClientAuthMethod.None)
            yield return Wrong("/authMethod", "An app on a device can keep no secret: none.");
        if (AuthMethod == ClientAuthMethod.PrivateKeyJwt && settings.Jwks is null)
            yield return new() { Pointer = "/jwks", Code = FieldCodes.Required, Detail = "privateKeyJwt needs public keys." };
        if (AuthMethod != ClientAuthMethod.PrivateKeyJwt && settings.Jwks is not null)
            yield return Wrong("/jwks", "Keys are for privateKeyJwt only.");
        var keys = settings.Jwks?.Keys ?? [];
        for (var i = 0; i < keys.Count; i++)
            if (keys[i].D is not null)
                yield return Wrong($"/jwks/keys/{i}/d", "This is a private key. Make a new pair, keep its private part, and send the public part only.");
            else if (keys[i].ToKey() is null || (keys[i].Alg is { } algorithm && algorithm != (keys[i].Kty == "EC" ? "ES256" : "RS256")))
                yield return new() { Pointer = $"/jwks/keys/{i}", Code = FieldCodes.FormatInvalid, Detail = "The key must be a point on P-256 (ES256), or RSA of 2,048 bits or more (RS256)." };
        if (keys.Select(key => key.Kid).Distinct(StringComparer.Ordinal).Count() < keys.Count)
            yield return new() { Pointer = "/jwks/keys", Code = FieldCodes.Repeated, Detail = "Each kid may stand there once." };
    }

    private IEnumerable<FieldError> AddressFaults(ClientSettings settings, HashSet<ClientGrant> grants)
    {
        var hasCode = grants.Contains(ClientGrant.AuthorizationCode);
        foreach (var (name, uris) in new[] { ("redirectUris", settings.RedirectUris ?? []), ("postLogoutRedirectUris", settings.PostLogoutRedirectUris ?? []) })
        {
            if (uris.Count > 0 && !hasCode)
                yield return Wrong("/" + name, "Only a client with authorizationCode has redirect URIs.");
            for (var i = 0; i < uris.Count; i++)
                if (RedirectUri.Fault(uris[i], Kind == ClientKind.Native) is { } fault)
                    yield return new() { Pointer = $"/{name}/{i}", Code = FieldCodes.FormatInvalid, Detail = fault };
            if (uris.Distinct(StringComparer.Ordinal).Count() < uris.Count)
                yield return new() { Pointer = "/" + name, Code = FieldCodes.Repeated, Detail = "Each value may stand there once." };
        }

        if (hasCode && !FirstParty && settings.RedirectUris is not { Count: > 0 })
            yield return new() { Pointer = "/redirectUris", Code = FieldCodes.Required, Detail = "authorizationCode needs a redirect URI." };
        if (settings.PushedRequestsOnly == true && !hasCode)
            yield return Wrong("/pushedRequestsOnly", "Only a client with authorizationCode pushes requests.");
    }

    private IEnumerable<FieldError> ScopeFaults(ClientSettings settings, HashSet<ClientGrant> grants)
    {
        for (var i = 0; i < settings.Scopes!.Count; i++)
        {
            var scope = settings.Scopes[i];
            if (!IsOfPeople(grants) && Scopes.OfPeople.Contains(scope))
                yield return Wrong($"/scopes/{i}", "This scope is for people: the client needs authorizationCode or deviceCode.");
            else if (scope == Scopes.OfflineAccess && !grants.Contains(ClientGrant.RefreshToken) && !grants.Contains(ClientGrant.DeviceCode))
                yield return Wrong($"/scopes/{i}", "offline_access needs refreshToken.");
            else if (!FirstParty && settings.UserReach == "anyTenant" && scope is Scopes.PortalWrite or Scopes.Administration)
                yield return Wrong($"/scopes/{i}", "A client for users of any tenant cannot have this scope.");
        }

        if (settings.UserReach == "anyTenant" && Kind == ClientKind.Machine)
            yield return Wrong("/userReach", "Nobody signs in through a machine.");
    }

    private IEnumerable<FieldError> AudienceFaults(ClientSettings settings)
    {
        foreach (var (name, audiences) in new[] { ("audiences", settings.Audiences ?? []), ("introspects", settings.Introspects ?? []) })
        {
            for (var i = 0; i < audiences.Count; i++)
                if (audiences[i] != "api" && RedirectUri.Fault(audiences[i], isNative: false) is { } fault)
                    yield return new() { Pointer = $"/{name}/{i}", Code = FieldCodes.FormatInvalid, Detail = $"An audience is api, or the address of a resource server. {fault}" };
            if (audiences.Distinct(StringComparer.Ordinal).Count() < audiences.Count)
                yield return new() { Pointer = "/" + name, Code = FieldCodes.Repeated, Detail = "Each value may stand there once." };
        }

        if (settings.Introspects is { Count: > 0 } && AuthMethod == ClientAuthMethod.None)
            yield return Wrong("/introspects", "A client that introspects must authenticate.");
    }

    private static bool IsOfPeople(HashSet<ClientGrant> grants) => grants.Contains(ClientGrant.AuthorizationCode) || grants.Contains(ClientGrant.DeviceCode);

    private static FieldError Wrong(string pointer, string detail) => new() { Pointer = pointer, Code = FieldCodes.ValueNotPermitted, Detail = detail };
}
