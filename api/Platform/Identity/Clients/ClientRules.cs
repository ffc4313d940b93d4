using System.Net;
using System.Net.Sockets;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tokens;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>What a client may be: pure checks on a request against the tenant that the client belongs to.</summary>
internal static class ClientRules
{
    /// <summary>Code of a right that the tenant does not hold.</summary>
    private const string NotAvailable = "permission-not-available";

    /// <summary>Refuses settings that break a rule; all wrong fields at once.</summary>
    /// <param name="settings">What the caller wants.</param>
    /// <param name="shape">What of the client was decided before.</param>
    /// <param name="tenant">The client's tenant.</param>
    /// <param name="caller">Who wants it; null for a command on the server, which may give every right.</param>
    public static void Check(ClientSettings settings, ClientShape shape, ClientTenant tenant, Principal? caller)
    {
        var errors = new List<FieldError>();
        var open = Scopes.OpenTo(tenant.Kind).Where(scope => shape.Kind != ClientKind.Machine || !Scopes.OfPeople.Contains(scope)).ToList();
        for (var i = 0; i < settings.Scopes!.Count; i++)
            if (!Scopes.IsOpenTo(settings.Scopes[i], tenant.Kind))
                errors.Add(Wrong($"/scopes/{i}", FieldCodes.ValueNotPermitted, $"Permitted are: {string.Join(", ", open)}."));
        for (var i = 0; i < settings.Rights!.Count; i++)
            if (!tenant.Rights.ContainsKey(settings.Rights[i]))
                errors.Add(Wrong($"/rights/{i}", NotAvailable, "The tenant does not hold this right, or it is no right of machines."));
        for (var i = 0; i < (settings.IpRanges?.Count ?? 0); i++)
            if (!IsRange(settings.IpRanges![i]))
                errors.Add(Wrong($"/ipRanges/{i}", FieldCodes.FormatInvalid, "An address range has the form 192.0.2.0/24 or 2001:db8::/32, with the host bits zero."));
        errors.AddRange(Repeated("/scopes", settings.Scopes).Concat(Repeated("/rights", settings.Rights)).Concat(Repeated("/grants", settings.Grants!)));
        if (!string.IsNullOrEmpty(settings.OwnerContact) && !Outbox.Messages.IsPublicAddress(settings.OwnerContact))
            errors.Add(Wrong("/ownerContact", FieldCodes.FormatInvalid, "Send an e-mail address such as name@example.com."));
        errors.AddRange(shape.Faults(settings));
        if (errors.Count > 0)
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = errors };
        if (caller is not null)
            RefuseBeyond(settings.Rights.Where(code => tenant.Rights[code] == RightKinds.Staff), caller);
    }

    /// <summary>Refuses to change what a client that belongs to every installation is made of.</summary>
    public static void RefuseChangeOfFirstParty(Client before, ClientReplace settings)
    {
        var errors = new List<FieldError>();
        Same("/name", before.Name == settings.Name);
        Same("/state", before.State == EnumTextAttribute<ClientState>.Parse(settings.State));
        Same("/grants", before.Grants.ToHashSet().SetEquals(settings.Grants!.Select(grant => EnumTextAttribute<ClientGrant>.Parse(grant)!.Value)));
        Same("/scopes", before.Scopes.ToHashSet(StringComparer.Ordinal).SetEquals(settings.Scopes!));
        Same("/rights", before.Rights.ToHashSet(StringComparer.Ordinal).SetEquals(settings.Rights!));
        Same("/ipRanges", settings.IpRanges is null or { Count: 0 });
        Same("/authMethod", (EnumTextAttribute<ClientAuthMethod>.Parse(settings.AuthMethod) ?? before.AuthMethod) == before.AuthMethod);
        Same("/dpopBound", settings.DpopBound is null or false);
        Same("/pushedRequestsOnly", settings.PushedRequestsOnly is null or false);
        Same("/idTokenAlgorithm", (settings.IdTokenAlgorithm ?? before.IdTokenAlgorithm) == before.IdTokenAlgorithm);
        Same("/userReach", (EnumTextAttribute<ClientUserReach>.Parse(settings.UserReach) ?? before.UserReach) == before.UserReach);
        Same("/audiences", settings.Audiences is null || before.Audiences.SequenceEqual(settings.Audiences, StringComparer.Ordinal));
        Same("/introspects", settings.Introspects is null or { Count: 0 });
        if (errors.Count > 0)
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = errors };

        void Same(string pointer, bool isSame)
        {
            if (!isSame)
                errors.Add(Wrong(pointer, FieldCodes.NotChangeable, "The client belongs to every installation: only its redirect URIs and secrets can be changed."));
        }
    }

    /// <summary>Refuses to give staff rights that the caller does not hold.</summary>
    public static void RefuseBeyond(IEnumerable<string> staffRights, Principal caller)
    {
        if (staffRights.FirstOrDefault(code => !caller.Rights.ContainsKey(code)) is { } beyond)
            throw AdministrationErrors.RightNotHeld.With(beyond);
    }

    /// <summary>The refusal of a tenant id that names no tenant.</summary>
    public static ProblemException UnknownTenant() =>
        new(RequestErrors.FieldsInvalid, []) { Fields = [Wrong("/tenantId", FieldCodes.ValueNotPermitted, "There is no such tenant.")] };

    /// <summary>True for a range whose host bits are zero. Forms that IPAddress reads otherwise than people do (010.0.0.0 is 8.0.0.0) are none.</summary>
    private static bool IsRange(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && IPNetwork.TryParse(text, out var network) && IPAddress.TryParse(text.AsSpan(0, slash), out var address)
            && address.Equals(network.BaseAddress) && !address.IsIPv4MappedToIPv6
            && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text[..slash]);
    }

    private static IEnumerable<FieldError> Repeated(string pointer, IReadOnlyList<string> values) =>
        values.Distinct(StringComparer.Ordinal).Count() < values.Count ? [Wrong(pointer, FieldCodes.Repeated, "Each value may stand there once.")] : [];

    private static FieldError Wrong(string pointer, string code, string detail) => new() { Pointer = pointer, Code = code, Detail = detail };
}

/// <summary>The tenant of a client, with the rights that its clients may have.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="IsOpen">False for a closed tenant: it gets no new clients, and those it has can still be disabled.</param>
/// <param name="Rights">Kind of each right in force that machines may have, by code.</param>
internal sealed record ClientTenant(Guid Id, string Kind, bool IsOpen, IReadOnlyDictionary<string, string> Rights);
