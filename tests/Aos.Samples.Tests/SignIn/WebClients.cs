using System.Text.RegularExpressions;
using Aos.Api.Tests.Cli;
using Aos.Api.Tests.Harness;

namespace Aos.Samples.Tests.SignIn;

/// <summary>Clients of workshops that sign people in, made with the command <c>client create</c>.</summary>
internal static partial class WebClients
{
    /// <summary>Scopes that such a client may ask for.</summary>
    public static readonly string[] Scopes = ["openid", "profile", "email", "offline_access", "vehicle.read", "portal.read"];

    /// <summary>Adds a client of the first workshop.</summary>
    /// <param name="api">The API.</param>
    /// <param name="id">Id of the client.</param>
    /// <param name="redirectUri">Where browsers come back to.</param>
    /// <param name="byeUri">Where they come back to after signing out.</param>
    /// <param name="options">Further options of the command.</param>
    /// <returns>Its secret; empty if it has none.</returns>
    public static async Task<string> AddAsync(ApiHost api, string id, string redirectUri, string byeUri, params string[] options) =>
        (await CreateAsync(api,
        [
            id, "--tenant", SomePerson.Claire.TenantId.ToString(), "--id", id, "--kind", "web", "--grant", "authorizationCode", "--grant", "refreshToken",
            .. Scopes.SelectMany(scope => new[] { "--scope", scope }), "--redirect-uri", redirectUri, "--post-logout-redirect-uri", byeUri, .. options,
        ])).Secret;

    /// <summary>Adds a client with the line that stands in the README of a sample.</summary>
    /// <param name="api">The API.</param>
    /// <param name="sample">Folder of the sample.</param>
    /// <param name="origin">Where the sample listens here, instead of its ordinary port.</param>
    public static Task<(string Id, string Secret)> AddAsReadmeSaysAsync(ApiHost api, string sample, string origin)
    {
        var line = File.ReadLines(Path.Combine(SampleData.Folder, "..", sample, "README.md")).Single(line => line.StartsWith("./aos client create ", StringComparison.Ordinal));
        var words = Words().Matches(line).Select(word => word.Value.Trim('"'))
            .Select(word => word == "Demo workshop" ? SomePerson.Claire.TenantId.ToString() : word.Replace("http://127.0.0.1:5090", origin, StringComparison.Ordinal));
        return CreateAsync(api, [.. words.Skip(3)]);
    }

    private static async Task<(string Id, string Secret)> CreateAsync(ApiHost api, string[] arguments)
    {
        var answer = await Cli.RunAsync(api.Database, ["client", "create", .. arguments]);
        Assert.True(answer.Code == 0, answer.Errors);
        return (IdLine().Match(answer.Output).Groups[1].Value, SecretLine().Match(answer.Output).Groups[1].Value);
    }

    [GeneratedRegex("\"[^\"]*\"|\\S+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Words();

    [GeneratedRegex("^client +(\\S+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IdLine();

    [GeneratedRegex("secret +(\\S+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SecretLine();
}
