using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Clients;

namespace Aos.Api.Organisations.ApiClients;

/// <summary>What an organisation may ask of a client: its own products and their scopes. Everything else is judged by the rules that staff's clients obey.</summary>
internal static class ApiClientRules
{
    /// <summary>Code of a product that the organisation has no access to.</summary>
    private const string NotAvailable = "permission-not-available";

    /// <summary>Refuses products and scopes beyond the access of the client's tenant; gives the rights of the products.</summary>
    /// <param name="body">What is asked for.</param>
    /// <param name="tenant">Tenant of the client.</param>
    /// <param name="catalogue">All products.</param>
    /// <param name="before">Rights that the client has: a product whose access has ended may stay named, it opens nothing.</param>
    public static IReadOnlyList<string> RightsOf(ApiClientSettings body, ClientTenant tenant, IReadOnlyList<ApiProductRow> catalogue, IReadOnlyList<string> before)
    {
        var errors = new List<FieldError>();
        var chosen = new List<ApiProductRow>();
        for (var i = 0; i < body.ProductCodes!.Count; i++)
        {
            var product = catalogue.FirstOrDefault(one => one.Code == body.ProductCodes[i]);
            if (product is null || !(tenant.Rights.ContainsKey(product.RightCode) || before.Contains(product.RightCode)))
                errors.Add(new() { Pointer = $"/productCodes/{i}", Code = NotAvailable, Detail = "The organisation has no access to this product." });
            else
                chosen.Add(product);
        }

        if (body.ProductCodes.Distinct(StringComparer.Ordinal).Count() < body.ProductCodes.Count)
            errors.Add(new() { Pointer = "/productCodes", Code = FieldCodes.Repeated, Detail = "Each value may stand there once." });
        for (var i = 0; i < body.Scopes!.Count; i++)
            if (!Scopes.OfPeople.Contains(body.Scopes[i]) && !chosen.Any(product => product.Scopes.Contains(body.Scopes[i])))
                errors.Add(new() { Pointer = $"/scopes/{i}", Code = FieldCodes.ValueNotPermitted, Detail = $"Permitted are: {string.Join(", ", chosen.SelectMany(product => product.Scopes).Concat(Scopes.OfPeople))}." });
        if (errors.Count > 0)
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = errors };
        if (chosen.FirstOrDefault(product => !product.IsAvailable && !before.Contains(product.RightCode)) is { } gone)
            throw ApiAccessErrors.ProductNotAvailable.With(gone.Code);
        return [.. chosen.Select(product => product.RightCode)];
    }

    /// <summary>The tenant as if it still had the products that stay named.</summary>
    public static ClientTenant WithLost(ClientTenant tenant, IReadOnlyList<string> rights) =>
        tenant with { Rights = tenant.Rights.Concat(rights.Where(code => !tenant.Rights.ContainsKey(code)).Select(code => KeyValuePair.Create(code, RightKinds.Product))).ToDictionary(StringComparer.Ordinal) };

    /// <summary>Refuses to change what the operator has approved of a client through which users of every organisation sign in.</summary>
    public static void RefuseChangeOfApproved(Client before, ApiClientReplace body)
    {
        if (before.UserReach != ClientUserReach.AnyTenant)
            return;
        var errors = new List<FieldError>();
        foreach (var (pointer, isSame) in new[]
        {
            ("/name", before.Name == body.Name),
            ("/redirectUris", before.RedirectUris.SequenceEqual(body.RedirectUris ?? [], StringComparer.Ordinal)),
            ("/postLogoutRedirectUris", before.PostLogoutRedirectUris.SequenceEqual(body.PostLogoutRedirectUris ?? [], StringComparer.Ordinal)),
        })
            if (!isSame)
                errors.Add(new() { Pointer = pointer, Code = FieldCodes.NotChangeable, Detail = "Users of every organisation sign in through this client: the operator changes it." });
        if (errors.Count > 0)
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = errors };
    }

    /// <summary>The new client as the shared rules judge it.</summary>
    public static ClientCreate ToCreate(ApiClientCreate body, Guid tenantId, IReadOnlyList<string> rights) => new()
    {
        TenantId = tenantId.ToString(),
        Kind = body.Kind,
        SecretValidDays = body.SecretValidDays,
        Name = body.Name,
        Grants = body.Grants,
        Scopes = body.Scopes,
        Rights = rights,
        IpRanges = body.IpRanges,
        AuthMethod = body.AuthMethod,
        RedirectUris = body.RedirectUris,
        PostLogoutRedirectUris = body.PostLogoutRedirectUris,
        Jwks = body.Jwks,
        DpopBound = body.DpopBound,
        PushedRequestsOnly = body.PushedRequestsOnly,
        OwnerContact = body.OwnerContact,
        OwnerLanguage = body.OwnerLanguage,
        DailyCap = body.DailyCap,
    };

    /// <summary>The new state as the shared rules judge it. What only staff sets stays as it is.</summary>
    public static ClientReplace ToReplace(ApiClientReplace body, Client before, IReadOnlyList<string> rights) => new()
    {
        State = body.State,
        Name = body.Name,
        Grants = body.Grants,
        Scopes = body.Scopes,
        Rights = rights,
        IpRanges = body.IpRanges,
        AuthMethod = body.AuthMethod,
        RedirectUris = body.RedirectUris,
        PostLogoutRedirectUris = body.PostLogoutRedirectUris,
        Jwks = body.Jwks,
        DpopBound = body.DpopBound,
        PushedRequestsOnly = body.PushedRequestsOnly,
        OwnerContact = body.OwnerContact,
        OwnerLanguage = body.OwnerLanguage,
        DailyCap = body.DailyCap,
        IdTokenAlgorithm = before.IdTokenAlgorithm,
        UserReach = before.UserReach == ClientUserReach.AnyTenant ? "anyTenant" : "ownTenant",
        Audiences = before.Audiences,
        Introspects = before.Introspects,
    };
}
