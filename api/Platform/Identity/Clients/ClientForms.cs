namespace Aos.Api.Platform.Identity.Clients;

/// <summary>Forms of texts about clients, as the OpenAPI document tells them.</summary>
internal static class ClientForms
{
    /// <summary>Id of a client: a UUID, or a name that the operator gave it.</summary>
    public const string Id = "^[A-Za-z0-9._-]{1,100}$";

    /// <summary>A scope.</summary>
    public const string Scope = "^[A-Za-z0-9._]{1,50}$";

    /// <summary>Code of a right.</summary>
    public const string Right = "^[A-Za-z0-9.]{1,100}$";

    /// <summary>A client secret.</summary>
    public const string Secret = "^aoscs_[0-9A-Za-z]{49}$";

    /// <summary>An access token.</summary>
    public const string Token = "^aosat_[0-9A-Za-z]{49}$";
}
