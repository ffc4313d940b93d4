namespace Aos.Api.Platform.Identity.Demo;

/// <summary>What a demo client must be able to do.</summary>
/// <param name="ClientId">Its id.</param>
/// <param name="Scopes">Its scopes.</param>
/// <param name="Rights">Its rights, each with the plan of the tenant's.</param>
/// <param name="Brands">Brands that its tenant sees; the right to a brand is the tenant's alone.</param>
internal sealed record DemoWish(string ClientId, IReadOnlyList<string> Scopes, Dictionary<string, string?> Rights, IReadOnlyList<string> Brands);
