using System.Net;
using System.Text;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Outbox.Inbox;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Platform.Outbox;

/// <summary>Writing messages, and the inbox of development that shows them.</summary>
[Trait("Case", "W1")]
public sealed class InboxTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Mails_and_SMS_come_into_the_inbox_after_the_commit_and_are_blanked_in_the_outbox()
    {
        await _api.SendAsync(Post.Mail());
        await _api.UntilAsync("sent 1");
        await _api.SendAsync(Post.Sms());
        await Polling.UntilAsync(async () => (await _api.InboxAsync()).Count == 2);

        var inbox = await _api.InboxAsync();
        Assert.Equal(("sms", "+491701234567", "test.sms-code", "Ihr Code: geheim-4711", null), ((string?)inbox[0]!["channel"], (string?)inbox[0]!["to"], (string?)inbox[0]!["purpose"], (string?)inbox[0]!["text"], (string?)inbox[0]!["html"]));
        Assert.Equal(("mail", "mia@example.com", "de", "Ihr Code für Größe & Maß"), ((string?)inbox[1]!["channel"], (string?)inbox[1]!["to"], (string?)inbox[1]!["language"], (string?)inbox[1]!["subject"]));
        Assert.Contains(Post.Secret, (string?)inbox[1]!["html"], StringComparison.Ordinal);
        Assert.Single(await _api.InboxAsync("?to=MIA@example.com"));
        Assert.Empty(await _api.InboxAsync("?to=nobody@example.com"));

        Assert.Equal(2L, await _api.SqlAsync<long>("select count(*) from platform.outbox where state = 'sent' and content is null and ended_at is not null"));
        Assert.DoesNotContain(_api.Log.All, line => line.Contains(Post.Secret, StringComparison.Ordinal) || line.Contains("mia@", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Case", "INJ-6")]
    public async Task The_page_shows_a_mail_in_a_frame_that_may_do_nothing()
    {
        await _api.SendAsync(Post.Mail() with
        {
            Subject = "<script>alert(1)</script>",
            Body = new MailText().Paragraph("<script>alert(2)</script>"),
        });
        await _api.UntilAsync("sent");
        using var nobody = _api.AsNobody();
        using var answer = await nobody.GetAsync("/sandbox/inbox");
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.StartsWith("default-src 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("<iframe sandbox=\"\"", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("Nothing yet.", await nobody.GetStringAsync("/sandbox/inbox?to=%22%3E%3Cscript%3E"), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", await nobody.GetStringAsync("/sandbox/inbox?to=%22%3E%3Cscript%3E"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_act_that_is_rolled_back_sends_nothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _api.WriteAsync(async (messages, write) =>
        {
            await messages.SendMailAsync(write, Post.Mail());
            throw new InvalidOperationException("on purpose");
        }));
        await _api.SendAsync(Post.Mail("second@example.com"));
        await _api.UntilAsync("sent");
        Assert.Equal("second@example.com", (string?)Assert.Single(await _api.InboxAsync())!["to"]);
        Assert.Equal(1L, await _api.SqlAsync<long>("select count(*) from platform.outbox"));
    }

    [Theory]
    [InlineData("mia@example.com\r\nBcc: all@example.com")]
    [InlineData("mia@example.com, all@example.com")]
    [InlineData("Mia <mia@example.com>")]
    [InlineData("mia")]
    [InlineData("")]
    [InlineData("\"a b\"@example.com")]
    public async Task A_mail_goes_to_one_address(string to)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _api.SendAsync(Post.Mail(to)));
        Assert.Equal(0L, await _api.SqlAsync<long>("select count(*) from platform.outbox"));
    }

    [Fact]
    public async Task The_inbox_keeps_a_week_and_the_newest_500()
    {
        await _api.SqlAsync("""
            insert into platform.sandbox_inbox (id, channel, purpose, recipient, language, subject, text_body, received_at)
            select gen_random_uuid(), 'mail', 'test', n || '@example.com', 'en', 'S', 'T', platform.now() - n * interval '1 minute' from generate_series(1, 510) n
            """);
        var inbox = _api.Services.GetRequiredService<InboxDelivery>();
        await inbox.SweepAsync(CancellationToken.None);
        Assert.Equal(500, (await _api.InboxAsync()).Count);
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(100));
        await inbox.SweepAsync(CancellationToken.None);
        Assert.InRange((await _api.InboxAsync()).Count, 95, 100);
    }

    [Fact]
    public async Task Ended_messages_go_after_a_month()
    {
        await _api.SendAsync(Post.Mail());
        await _api.UntilAsync("sent");
        var store = _api.Services.GetRequiredService<OutboxStore>();
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(29));
        await store.SweepAsync(CancellationToken.None);
        Assert.NotNull(await _api.StateAsync());
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(2));
        await store.SweepAsync(CancellationToken.None);
        Assert.Null(await _api.StateAsync());
    }

    [Fact]
    [Trait("Case", "P4")]
    public async Task A_waiting_message_cannot_be_read_in_the_database_and_its_content_belongs_to_it()
    {
        await using var silent = new ApiHost(new() { ["Outbox:Deliver"] = "false" });
        await silent.InitializeAsync();
        await silent.SendAsync(Post.Mail());
        await silent.SendAsync(Post.Mail("other@example.com"));
        var content = (await silent.SqlAsync<byte[]>("select content from platform.outbox order by id limit 1"))!;
        Assert.DoesNotContain(Post.Secret, Encoding.UTF8.GetString(content), StringComparison.Ordinal);
        Assert.DoesNotContain("Code", Encoding.UTF8.GetString(content), StringComparison.Ordinal);

        var rows = await silent.Services.GetRequiredService<OutboxStore>().ClaimAsync(Channel.Mail, canDeliver: true, CancellationToken.None);
        var messages = silent.Services.GetRequiredService<Messages>();
        Assert.Contains(Post.Secret, messages.Read(rows[0]).Text, StringComparison.Ordinal);
        Assert.Throws<System.Security.Cryptography.CryptographicException>(() => messages.Read(rows[0] with { Content = rows[1].Content }));
    }

    [Fact]
    [Trait("Case", "P4")]
    public async Task What_has_expired_is_not_sent_and_is_blanked()
    {
        await using var silent = new ApiHost(new() { ["Outbox:Deliver"] = "false" });
        await silent.InitializeAsync();
        await silent.SendAsync(Post.Mail(expiresAt: silent.Clock.GetUtcNow() + TimeSpan.FromMinutes(30)));
        await silent.Clock.AdvanceAsync(TimeSpan.FromMinutes(31));
        await using var node = new ApiHost([], null, silent.Database);
        await node.InitializeAsync();
        await node.UntilAsync("expired 0");
        Assert.Empty(await node.InboxAsync());
        Assert.Equal(1L, await node.SqlAsync<long>("select count(*) from platform.outbox where content is null"));
    }

    [Fact]
    public async Task Outside_development_mails_wait_for_a_server_SMS_are_off_and_there_is_no_inbox()
    {
        await using var host = new ApiHost(new() { ["Passwords:HashIterations"] = "220000" }, services => services.AddSingleton<Microsoft.Extensions.Hosting.IHostEnvironment>(new StagingEnvironment()));
        await host.InitializeAsync();
        await Polling.UntilAsync(() => Task.FromResult(host.Log.All.Contains("No mail server is set (Mail:Host): mails wait until there is one")));
        await host.SendAsync(Post.Mail());
        Assert.False(host.Services.GetRequiredService<Messages>().CanSms);
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.SendAsync(Post.Sms()));
        using var nobody = host.AsNobody();
        using var ready = await nobody.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal("waiting 0", await host.StateAsync());
        Assert.DoesNotContain("/sandbox/inbox", host.Services.GetRequiredService<Microsoft.AspNetCore.Routing.EndpointDataSource>().Endpoints
            .OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText));
    }
}
