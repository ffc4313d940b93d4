using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aos.Sdk.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Aos.Sdk.Tests.SignIn;

/// <summary>
/// An authorization server on a free port. Its token endpoint answers from a script, and after its end with tokens; refresh tokens are good
/// for one use, without any grace.
/// </summary>
internal sealed class FakeSignInServer : IAsyncDisposable
{
    public const string ClientId = "my-app";
    public const string Subject = "3f0b2c9e";

    private readonly WebApplication _application;
    private readonly ConcurrentQueue<RequestDelegate> _script = new();
    private int _number;
    private string _refreshToken = "aosrt_0";

    private FakeSignInServer(WebApplication application) => _application = application;

    public string Address => _application.Urls.Single();
    public VirtualClock Clock { get; } = new();
    public List<(string Path, Dictionary<string, string> Form, string? Authorization)> Requests { get; } = [];

    /// <summary>Claims of the next ID tokens; null where a claim is left out.</summary>
    public JsonObject Claims { get; } = [];

    /// <summary>What discovery says beside or instead of the usual.</summary>
    public JsonObject Discovery { get; } = [];

    /// <summary>The nonce of the request that is being answered.</summary>
    public string? Nonce { get; set; }

    public bool WithIdToken { get; set; } = true;
    public bool WithRefreshToken { get; set; } = true;
    public string UserInfo { get; set; } = $$"""{"sub":"{{Subject}}","name":"Erika Muster","email":"erika@example.com","email_verified":true,"locale":"de","team":"7"}""";

    public IEnumerable<Dictionary<string, string>> TokenForms => Forms("/oauth/token");

    public static async Task<FakeSignInServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new FakeSignInServer(builder.Build());
        server._application.MapGet("/.well-known/openid-configuration", context => Answers.Json(200, server.Document())(context));
        server._application.MapPost("/oauth/token", server.TokenAsync);
        server._application.MapPost("/oauth/device_authorization", context => server.AnswerAsync(context, Answers.Json(200,
            $$"""{"device_code":"aosdc_1","user_code":"WDJB-MJHT","verification_uri":"{{server.Address}}/account/device","verification_uri_complete":"{{server.Address}}/account/device?user_code=WDJB-MJHT","expires_in":300,"interval":5}""")));
        server._application.MapPost("/oauth/revoke", context => server.AnswerAsync(context, Answers.Empty(200)));
        server._application.MapGet("/oauth/userinfo", context => server.AnswerAsync(context, Answers.Json(200, server.UserInfo)));
        server._application.MapGet("/api", context => server.AnswerAsync(context, Answers.Json(200, "{}")));
        await server._application.StartAsync();
        return server;
    }

    public IEnumerable<Dictionary<string, string>> Forms(string path) => Requests.Where(request => request.Path == path).Select(request => request.Form);

    /// <summary>Answers the next calls (all but discovery) in this order; null is the usual answer.</summary>
    public FakeSignInServer Next(params RequestDelegate?[] answers)
    {
        foreach (var answer in answers)
            _script.Enqueue(answer ?? Usual);
        return this;
    }

    public static RequestDelegate Error(string error, int status = 400) => Answers.Json(status, $$"""{"error":"{{error}}","error_description":"Detail of {{error}}."}""");

    public AosSignIn SignIn(Action<AosClientOptions>? change = null)
    {
        var options = new AosClientOptions { BaseAddress = Address, ClientId = ClientId, TimeProvider = Clock };
        change?.Invoke(options);
        return new AosSignIn(options);
    }

    /// <summary>Where the browser comes back to after a sign-in that went well.</summary>
    public Uri Callback(SignInRequest request, string code = "aosac_1") => new(QueryHelpers.AddQueryString(
        request.Pending.RedirectUri.OriginalString,
        new Dictionary<string, string?> { ["code"] = code, ["state"] = request.Pending.State, ["iss"] = Address }));

    public string IdToken()
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Address,
            ["sub"] = Subject,
            ["aud"] = ClientId,
            ["iat"] = now,
            ["exp"] = now + 300,
            ["auth_time"] = now - 10,
            ["team"] = "7",
        };
        if (Nonce is not null)
            claims["nonce"] = Nonce;
        return $"{WebEncoders.Base64UrlEncode("""{"alg":"RS256"}"""u8)}.{WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(With(claims, Claims)))}.c2lnbmF0dXJl";
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static Task Usual(HttpContext context) => throw new InvalidOperationException("stands for the usual answer");

    private string Document() => With(new JsonObject
    {
        ["issuer"] = Address,
        ["authorization_endpoint"] = Address + "/oauth/authorize",
        ["token_endpoint"] = Address + "/oauth/token",
        ["userinfo_endpoint"] = Address + "/oauth/userinfo",
        ["revocation_endpoint"] = Address + "/oauth/revoke",
        ["device_authorization_endpoint"] = Address + "/oauth/device_authorization",
        ["end_session_endpoint"] = Address + "/oauth/logout",
        ["authorization_response_iss_parameter_supported"] = true,
    }, Discovery);

    private static string With(JsonObject usual, JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            usual.Remove(name);
            if (value is not null)
                usual[name] = value.DeepClone();
        }
        return usual.ToJsonString();
    }

    private Task TokenAsync(HttpContext context) => AnswerAsync(context, GiveTokensAsync);

    private async Task AnswerAsync(HttpContext context, RequestDelegate usual)
    {
        var form = context.Request.HasFormContentType
            ? (await context.Request.ReadFormAsync()).ToDictionary(pair => pair.Key, pair => pair.Value.ToString())
            : [];
        lock (Requests)
            Requests.Add((context.Request.Path, form, context.Request.Headers.Authorization.FirstOrDefault()));
        await (_script.TryDequeue(out var scripted) && scripted != Usual ? scripted : usual)(context);
    }

    private async Task GiveTokensAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        string answer;
        lock (Requests)
        {
            if (form["grant_type"] == "refresh_token" && form["refresh_token"] != _refreshToken)
                answer = "";
            else
            {
                var number = ++_number;
                _refreshToken = $"aosrt_{number}";
                answer = new JsonObject
                {
                    ["access_token"] = $"aosat_{number}",
                    ["token_type"] = "Bearer",
                    ["expires_in"] = 3600,
                    ["refresh_token"] = WithRefreshToken ? _refreshToken : null,
                    ["scope"] = "openid offline_access vehicle.read",
                    ["id_token"] = WithIdToken ? IdToken() : null,
                }.ToJsonString(new JsonSerializerOptions { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull });
            }
        }
        await (answer.Length == 0 ? Error("invalid_grant") : Answers.Json(200, answer))(context);
    }
}
