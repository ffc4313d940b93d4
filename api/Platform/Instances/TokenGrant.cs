using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Commands;
using Aos.Api.Platform.Sample;

namespace Aos.Api.Platform.Instances;

/// <summary>An access token as the token endpoint answers it.</summary>
internal sealed record GrantedToken
{
    [JsonPropertyName("access_token")]
    public required string AccessToken { get; init; }

    /// <summary>Seconds.</summary>
    [JsonPropertyName("expires_in")]
    public required int ExpiresIn { get; init; }
}

/// <summary>Asks a running API for a token, as any partner does: over HTTP, by client credentials.</summary>
internal static class TokenGrant
{
    private const string Path = "/oauth/token";

    /// <summary>The same request for a terminal.</summary>
    public static string AsCurl(string address, DemoClient client) =>
        $"curl -u {client.Id}:{client.Secret} -d grant_type=client_credentials {address}{Path}";

    /// <summary>The token.</summary>
    /// <exception cref="CommandException">The API does not answer, or refuses.</exception>
    public static async Task<GrantedToken> RunAsync(string address, DemoClient client, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize(await RequestAsync(address, client, cancellationToken), GrantJson.Default.GrantedToken)!;

    /// <summary>The answer as it was sent.</summary>
    /// <exception cref="CommandException">The API does not answer, or refuses.</exception>
    public static async Task<string> RequestAsync(string address, DemoClient client, CancellationToken cancellationToken)
    {
        // It is this machine that is asked: a proxy could not reach it.
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };
        using var request = new HttpRequestMessage(HttpMethod.Post, address + Path)
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{client.Id}:{client.Secret}")));
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? body
                : throw new CommandException($"The API refused a token for {client.Id} ({(int)response.StatusCode}): {body}");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new CommandException($"The API at {address} does not answer: it is starting, stopping or in trouble.");
        }
    }
}

[JsonSerializable(typeof(GrantedToken))]
internal sealed partial class GrantJson : JsonSerializerContext;
