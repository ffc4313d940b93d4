using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth;

/// <summary>Requests to the authorization server, and its errors.</summary>
internal static class TokenForms
{
    public const string Token = "/oauth/token";
    public const string Revoke = "/oauth/revoke";

    /// <summary>Posts a form with the credentials in the header, or as they stand in the fields.</summary>
    public static Task<HttpResponseMessage> PostFormAsync(this HttpClient http, string path, string? authorization, params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return http.SendAsync(request);
    }

    /// <summary>Asks for a token by Basic.</summary>
    public static Task<HttpResponseMessage> PostTokenAsync(this HttpClient http, string clientId, string secret, params (string Name, string Value)[] more) =>
        http.PostFormAsync(Token, Basic(clientId, secret), [("grant_type", "client_credentials"), .. more]);

    /// <summary>Gets a token that must be given.</summary>
    public static async Task<string> GetTokenAsync(this HttpClient http, string clientId, string secret)
    {
        using var answer = await http.PostTokenAsync(clientId, secret);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (string)(await answer.JsonAsync())["access_token"]!;
    }

    /// <summary>A Basic header of texts that stand in it as they are.</summary>
    public static string Basic(string clientId, string secret) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{secret}"));

    /// <summary>Calls an operation with a token.</summary>
    public static Task<HttpResponseMessage> GetAsync(this HttpClient http, string path, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http.SendAsync(request);
    }

    /// <summary>Checks that the answer is an error in the form of RFC 6749 §5.2 and nothing else.</summary>
    public static async Task<JsonNode> OAuthErrorAsync(this HttpResponseMessage answer, int status, string error)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"expected {status} {error}, got {(int)answer.StatusCode} {text}");
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        var body = JsonNode.Parse(text)!;
        Assert.Equal(error, (string?)body["error"]);
        Assert.Equal(["error", "error_description"], body.AsObject().Select(property => property.Key));
        Assert.Matches("^[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+$", (string?)body["error_description"]);
        return body;
    }
}
