using System.Collections.Concurrent;
using Aos.Sdk.Nasty;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aos.Sdk.Tests.Support;

/// <summary>A real server on a free port. It gives tokens, and answers calls from a script and after its end with <see cref="Otherwise"/>.</summary>
internal sealed class FakeApi : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<RequestDelegate> _script = new();
    private readonly ConcurrentQueue<RequestDelegate> _tokenScript = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private int _tokens;

    private FakeApi(WebApplication application) => _application = application;

    public string Address => _application.Urls.Single();
    public List<ReceivedRequest> Requests { get; } = [];
    public List<ReceivedRequest> TokenRequests { get; } = [];
    public VirtualClock Clock { get; private init; } = new();
    public RequestDelegate Otherwise { get; set; } = Answers.Json(200, """{"vin":"WBAUV71070A193748"}""");

    /// <summary>The one token that is accepted; null accepts each.</summary>
    public string? ValidToken { get; set; }

    public static async Task<FakeApi> StartAsync(VirtualClock? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var api = new FakeApi(builder.Build()) { Clock = clock ?? new VirtualClock() };
        api._application.MapPost("/oauth/token", api.GiveTokenAsync);
        api._application.MapFallback("{**path}", api.AnswerAsync);
        await api._application.StartAsync();
        return api;
    }

    /// <summary>Answers the next calls in this order.</summary>
    public FakeApi Next(params RequestDelegate[] answers)
    {
        foreach (var answer in answers)
            _script.Enqueue(answer);
        return this;
    }

    /// <summary>Answers the next requests for a token in this order.</summary>
    public FakeApi NextToken(params RequestDelegate[] answers)
    {
        foreach (var answer in answers)
            _tokenScript.Enqueue(answer);
        return this;
    }

    /// <summary>Ends when one more call has arrived.</summary>
    public Task ArrivedAsync() => _arrived.WaitAsync(TimeSpan.FromSeconds(20));

    public AosClientOptions Options() => new()
    {
        BaseAddress = Address,
        ClientId = "demo-workshop",
        ClientSecret = "aoscs_secret",
        TimeProvider = Clock,
    };

    public AosClient Client(Action<AosClientOptions>? change = null)
    {
        var options = Options();
        change?.Invoke(options);
        return new AosClient(options);
    }

    public NastyClient Nasty(Action<AosClientOptions>? change = null) => new(Client(change).Transport);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task GiveTokenAsync(HttpContext context)
    {
        var request = await ReceivedRequest.Of(context);
        lock (TokenRequests)
            TokenRequests.Add(request);
        var number = Interlocked.Increment(ref _tokens);
        var answer = _tokenScript.TryDequeue(out var scripted)
            ? scripted
            : Answers.Json(200, $$"""{"access_token":"aosat_{{number}}","token_type":"Bearer","expires_in":3600}""");
        await answer(context);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = await ReceivedRequest.Of(context);
        lock (Requests)
            Requests.Add(request);
        _arrived.Release();
        if (ValidToken is { } token && request.Header("Authorization") != "Bearer " + token)
            await Answers.Problem(401, "auth.token-invalid")(context);
        else
            await (_script.TryDequeue(out var scripted) ? scripted : Otherwise)(context);
    }
}
