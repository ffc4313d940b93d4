using System.Net;
using System.Net.Sockets;
using Aos.Sdk.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Aos.Sdk.Tests;

/// <summary>Any failed call shows status, code, request id and link in its message.</summary>
[Trait("Scorecard", "9")]
public sealed class FailureTests
{
    private const string Page = "<html>\r\n<h1>Bad gateway</h1>\r\n nginx</html>";

    public static TheoryData<string, Type, int, string> Failures => new()
    {
        { "problem 401", typeof(AosUnauthorizedException), 401, "auth.token-invalid" },
        { "problem 402", typeof(AosTicketRequiredException), 402, "access.ticket-required" },
        { "problem 403", typeof(AosForbiddenException), 403, "access.scope-missing" },
        { "problem 404", typeof(AosNotFoundException), 404, "vehicle-identification.vehicle-unknown" },
        { "problem 405", typeof(AosApiException), 405, "request.method-not-allowed" },
        { "problem 409", typeof(AosConflictException), 409, "service-history.entry-locked" },
        { "problem 412", typeof(AosPreconditionFailedException), 412, "precondition.failed" },
        { "problem 422", typeof(AosValidationException), 422, "request.invalid" },
        { "problem 428", typeof(AosPreconditionFailedException), 428, "precondition.required" },
        { "problem 429", typeof(AosRateLimitException), 429, "limits.exceeded" },
        { "problem 500", typeof(AosServerException), 500, "service.failed" },
        { "problem 503", typeof(AosServerException), 503, "service.database-down" },
        { "html 502", typeof(AosServerException), 502, "http.502" },
        { "html 403", typeof(AosForbiddenException), 403, "http.403" },
        { "html 200", typeof(AosApiException), 200, "http.unexpected-content" },
        { "broken json 200", typeof(AosApiException), 200, "http.unexpected-content" },
        { "broken problem 400", typeof(AosValidationException), 400, "http.400" },
        { "redirect 302", typeof(AosApiException), 302, "http.302" },
        { "empty 504", typeof(AosServerException), 504, "http.504" },
        { "token refused", typeof(AosUnauthorizedException), 401, "invalid_client" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task The_message_says_status_code_request_and_link(string failure, Type type, int status, string code)
    {
        await using var api = await FakeApi.StartAsync();
        Script(api, failure, code);
        var thrown = await Assert.ThrowsAnyAsync<AosApiException>(() => api.Nasty().Vehicles.GetAsync("V1"));

        Assert.IsType(type, thrown);
        Assert.Equal((status, code), (thrown.Status, thrown.Code));
        Assert.StartsWith($"{status} {code}: ", thrown.Message, StringComparison.Ordinal);
        var received = failure == "token refused" ? api.TokenRequests : api.Requests;
        Assert.Equal(received.Last().Header("X-Request-Id"), thrown.RequestId);
        Assert.Contains($"(request {thrown.RequestId}; see http", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("/problems", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', thrown.Message);
    }

    private static void Script(FakeApi api, string failure, string code)
    {
        RequestDelegate answer = failure switch
        {
            "html 502" => Answers.Html(502, Page),
            "html 403" => Answers.Html(403, Page),
            "html 200" => Answers.Html(200, Page),
            "broken json 200" => Answers.Json(200, """{"vin": """),
            "broken problem 400" => Answers.Text(400, "application/problem+json", "{oops"),
            "redirect 302" => Answers.Empty(302, ("Location", "/login")),
            "empty 504" => Answers.Empty(504),
            _ => Answers.Problem(failure == "token refused" ? 500 : int.Parse(failure[8..]), code),
        };
        api.Otherwise = answer;
        if (failure == "token refused")
            api.NextToken(Answers.Json(401, """{"error":"invalid_client","error_description":"No such client."}"""));
    }

    [Fact]
    public async Task A_time_out_is_an_own_exception()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Never;
        var call = api.Nasty(options => options.MaxRetries = 1).Vehicles.GetAsync("V1");
        for (var tries = 0; tries < 2; tries++)
        {
            await api.ArrivedAsync();
            api.Clock.Advance(TimeSpan.FromSeconds(30));
        }
        var thrown = await Assert.ThrowsAsync<AosTimeoutException>(() => call);

        Assert.Equal("sdk.timeout", thrown.Code);
        Assert.Equal(
            $"no status, sdk.timeout: GET {api.Address}/nasty/v1/vehicles/V1 not answered within 30 s, 2 tries " +
            $"(request {api.Requests[0].Header("X-Request-Id")}; see {api.Address}/problems)",
            thrown.Message);
    }

    [Fact]
    public async Task A_refused_connection_is_an_own_exception()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        var clock = new VirtualClock();
        var client = new AosClient(new AosClientOptions { BaseAddress = $"http://127.0.0.1:{port}", ClientId = "c", ClientSecret = "s", TimeProvider = clock });
        var thrown = await Assert.ThrowsAsync<AosConnectionException>(() => new Nasty.NastyClient(client.Transport).Vehicles.GetAsync("V1"));

        Assert.StartsWith($"no status, sdk.connection-failed: POST http://127.0.0.1:{port}/oauth/token ", thrown.Message, StringComparison.Ordinal);
        Assert.EndsWith($", 4 tries (request {thrown.RequestId}; see http://127.0.0.1:{port}/problems)", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(3, clock.Waits.Count);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_answer_is_repeated_and_then_told()
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(Answers.Cut);
        Assert.Equal("WBAUV71070A193748", (await api.Nasty().Vehicles.GetAsync("V1")).Vin);

        api.Otherwise = Answers.Cut;
        var thrown = await Assert.ThrowsAsync<AosConnectionException>(() => api.Nasty().Vehicles.GetAsync("V1"));
        Assert.Contains($"(request {thrown.RequestId}; see {api.Address}/problems)", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxys_page_is_cut_after_512_characters()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Html(403, new string('x', 5000));
        var thrown = await Assert.ThrowsAsync<AosForbiddenException>(() => api.Nasty().Vehicles.GetAsync("V1"));
        Assert.EndsWith(": " + new string('x', 512), thrown.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_in_an_unknown_character_set_is_shown_all_the_same()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = context =>
        {
            context.Response.StatusCode = 403;
            context.Response.ContentType = "text/html; charset=windows-1252";
            return context.Response.Body.WriteAsync("No entr\u00e9e"u8.ToArray()).AsTask();
        };
        Assert.Contains("text/html): No entr", (await Assert.ThrowsAsync<AosForbiddenException>(() => api.Nasty().Vehicles.GetAsync("V1"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handlers_own_time_out_is_told_as_one()
    {
        var client = new AosClient(new AosClientOptions { BaseAddress = "http://localhost", TokenProvider = new NoToken(), Handler = new Impatient(), MaxRetries = 0 });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/x");
        await Assert.ThrowsAsync<AosTimeoutException>(() => client.SendAsync(request));
    }

    private sealed class NoToken : ITokenProvider
    {
        public ValueTask<string> GetTokenAsync(string? rejectedToken, CancellationToken cancellationToken) => ValueTask.FromResult("none");
    }

    private sealed class Impatient : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new TaskCanceledException("The connection took too long.");
    }

    [Fact]
    public async Task The_header_names_the_code_where_a_proxy_replaced_the_body()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Empty(403, ("AOS-Error-Code", "access.scope-missing"));
        Assert.Equal("access.scope-missing", (await Assert.ThrowsAsync<AosForbiddenException>(() => api.Nasty().Vehicles.GetAsync("V1"))).Code);
    }

    [Fact]
    public async Task A_validation_failure_tells_fields_and_way_out()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Problem(422, "request.invalid", """
            ,"errors":[{"pointer":"/name","code":"required","detail":"A name is required."},{"parameter":"limit","code":"x","detail":"Too many."}],
            "resolution":{"action":"newAction","text":"Do.","url":"https://x"},"future":{"a":1}
            """);
        var thrown = await Assert.ThrowsAsync<AosValidationException>(() => api.Nasty().Vehicles.GetAsync("V1"));

        Assert.Contains("[/name: A name is required.] [limit: Too many.]", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("required", thrown.ErrorsByPointer["/name"].Single().Code);
        Assert.Equal(new ResolutionAction("newAction"), thrown.Problem.Resolution!.Action);
        Assert.False(thrown.Problem.Resolution.Action.IsKnown);
        Assert.Equal(1, thrown.Problem.AdditionalProperties!["future"].GetProperty("a").GetInt32());
    }

    [Fact]
    public async Task A_used_up_limit_tells_policies_and_time()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Problem(429, "limits.exceeded", ""","violatedPolicies":["day"]""", ("Retry-After", "7200"));
        var thrown = await Assert.ThrowsAsync<AosRateLimitException>(() => api.Nasty().Vehicles.GetAsync("V1"));
        Assert.Equal((TimeSpan.FromHours(2), "day"), (thrown.RetryAfter!.Value, thrown.ViolatedPolicies.Single()));
        Assert.Single(api.Requests);
    }
}
