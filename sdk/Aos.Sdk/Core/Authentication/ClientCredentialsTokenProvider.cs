using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Aos.Sdk;

/// <summary>
/// Gets tokens with client id and secret (RFC 6749 §4.4). One request at a time, however many calls wait for it; a new token
/// when 80 % of the old one's life are over, and when the API refused the old one.
/// </summary>
internal sealed class ClientCredentialsTokenProvider(AosSettings settings, HttpMessageInvoker sender, AnswerReader reader) : ITokenProvider
{
    private const double UsedLife = 0.8;

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private Token? _token;

    public async ValueTask<string> GetTokenAsync(string? rejectedToken, CancellationToken cancellationToken)
    {
        if (Usable(rejectedToken) is { } token)
            return token;
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Usable(rejectedToken) is { } fresh)
                return fresh;
            _token = await RequestAsync(cancellationToken).ConfigureAwait(false);
            return _token.Value;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private string? Usable(string? rejectedToken) =>
        _token is { } token && token.Value != rejectedToken && settings.Clock.GetUtcNow() < token.RenewAt ? token.Value : null;

    private async Task<Token> RequestAsync(CancellationToken cancellationToken)
    {
        using var state = new CallState { HasNoEffect = true };
        using var request = NewRequest();
        state.JoinTo(request);
        var askedAt = settings.Clock.GetUtcNow();
        using var response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            using var answer = JsonDocument.Parse(state.Body!.Memory);
            var value = answer.RootElement.GetProperty("access_token").GetString()!;
            var life = TimeSpan.FromSeconds(answer.RootElement.GetProperty("expires_in").GetInt32());
            return new Token(value, askedAt + (life * UsedLife));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw reader.UnexpectedContent(request, response, fault);
        }
    }

    private HttpRequestMessage NewRequest()
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        if (settings.Scopes.Length > 0)
            form["scope"] = settings.Scopes;
        var request = new HttpRequestMessage(HttpMethod.Post, settings.BaseAddress.AbsoluteUri.TrimEnd('/') + "/oauth/token")
        {
            Content = new FormUrlEncodedContent(form),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Credentials(settings));
        request.Headers.TryAddWithoutValidation("X-Request-Id", Guid.NewGuid().ToString());
        request.Headers.TryAddWithoutValidation("User-Agent", settings.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return request;
    }

    // RFC 6749 §2.3.1: both parts are form-encoded before they are joined, because a secret may contain a colon.
    public static string Credentials(AosSettings settings) => Convert.ToBase64String(Encoding.ASCII.GetBytes(
        WebUtility.UrlEncode(settings.ClientId) + ":" + WebUtility.UrlEncode(settings.ClientSecret)));

    private sealed record Token(string Value, DateTimeOffset RenewAt);
}
