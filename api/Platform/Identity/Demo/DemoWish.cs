namespace Aos.Api.Platform.Identity.Demo;

/// <summary>What a demo client must be able to do.</summary>
/// <param name="ClientId">Its id.</param>
/// <param name="Scopes">Its scopes.</param>
/// <param name="Rights">Rights of its tenant, each with its plan; those that machines may have are the client's, too.</param>
internal sealed record DemoWish(string ClientId, IReadOnlyList<string> Scopes, Dictionary<string, string?> Rights);
