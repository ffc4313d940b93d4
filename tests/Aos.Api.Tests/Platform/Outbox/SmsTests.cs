using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aos.Api.Tests.Platform.Outbox;

/// <summary>SMS through a gateway over HTTP.</summary>
[Trait("Case", "W4")]
public sealed class SmsTests : IAsyncLifetime
{
    private const string Token = "gateway-token-4712";
    private readonly ConcurrentQueue<(string? Authorization, JsonNode Body)> _requests = new();
    private readonly ConcurrentQueue<RequestDelegate> _answers = new();
    private WebApplication _gateway = null!;
    private ApiHost _api = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _gateway = builder.Build();
        _gateway.MapPost("/messages", async context =>
        {
            _requests.Enqueue((context.Request.Headers.Authorization, (await JsonNode.ParseAsync(context.Request.Body))!));
            if (_answers.TryDequeue(out var answer))
                await answer(context);
        });
        await _gateway.StartAsync();
        _api = new ApiHost(new() { ["Sms:Url"] = _gateway.Urls.First() + "/messages", ["Sms:Token"] = Token, ["Sms:From"] = "AOS" });
        await _api.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _api.DisposeAsync();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task The_gateway_gets_id_numbers_and_text_with_the_token()
    {
        await _api.SendAsync(Post.Sms());
        await _api.UntilAsync("sent 1");
        var (authorization, body) = Assert.Single(_requests);
        Assert.Equal("Bearer " + Token, authorization);
        Assert.Equal(
            $$"""{"id":"{{await _api.SqlAsync<Guid>("select id from platform.outbox")}}","to":"\u002B491701234567","from":"AOS","text":"Ihr Code: {{Post.Secret}}"}""",
            body.ToJsonString());
        Assert.Empty(await _api.InboxAsync());
        Assert.DoesNotContain(_api.Log.All, line => line.Contains(Post.Secret, StringComparison.Ordinal) || line.Contains(Token, StringComparison.Ordinal) || line.Contains("1701234567", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task What_may_pass_is_tried_again_with_the_same_id(int status)
    {
        Answer(status);
        await _api.SendAsync(Post.Sms());
        await _api.UntilAsync($"waiting 1 http {status} ");
        await _api.Clock.AdvanceAsync(TimeSpan.FromSeconds(5));
        await _api.UntilAsync("sent 2");
        Assert.Single(_requests.Select(request => (string?)request.Body["id"]).Distinct());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(302)]
    public async Task What_the_gateway_will_never_take_is_given_up(int status)
    {
        Answer(status);
        await _api.SendAsync(Post.Sms());
        await _api.UntilAsync($"failed 1 http {status} ");
        Assert.Equal(1L, await _api.SqlAsync<long>("select count(*) from platform.outbox where content is null"));
    }

    [Fact]
    public async Task A_gateway_that_does_not_answer_is_given_up_after_its_time_and_tried_again()
    {
        _answers.Enqueue(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var hasty = new ApiHost(new() { ["Sms:Url"] = _gateway.Urls.First() + "/messages", ["Sms:Token"] = Token, ["Sms:From"] = "AOS" },
            services => services.AddHttpClient(Aos.Api.Platform.Outbox.Delivery.SmsDelivery.ClientName, client => client.Timeout = TimeSpan.FromMilliseconds(300)));
        await hasty.InitializeAsync();
        await hasty.SendAsync(Post.Sms());
        await hasty.UntilAsync("waiting 1 timeout");
        await hasty.Clock.AdvanceAsync(TimeSpan.FromSeconds(5));
        await hasty.UntilAsync("sent 2");
    }

    [Fact]
    public void The_client_waits_ten_seconds_and_reads_a_megabyte_at_most()
    {
        using var client = _api.Services.GetRequiredService<IHttpClientFactory>().CreateClient(Aos.Api.Platform.Outbox.Delivery.SmsDelivery.ClientName);
        Assert.Equal((TimeSpan.FromSeconds(10), 1 << 20), (client.Timeout, client.MaxResponseContentBufferSize));
    }

    private void Answer(int status) => _answers.Enqueue(context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = "/elsewhere";
        return Task.CompletedTask;
    });
}
