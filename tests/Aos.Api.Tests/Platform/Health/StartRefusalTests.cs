using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Harness.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Aos.Api.Tests.Platform.Health;

/// <summary>A setting that cannot work stops the start, and the message names it.</summary>
[Trait("Case", "OPS-4")]
public sealed class StartRefusalTests
{
    private const string Short = "c2hvcnQ=";

    [Theory]
    [InlineData("Staging", "Keys:MasterKeyFile", null, "Keys:MasterKeyFile")]
    [InlineData("Production", "Keys:MasterKeyFile", null, "Keys:MasterKeyFile")]
    [InlineData("Production", "Keys:MasterKeyFile", "", "Keys:MasterKeyFile")]
    [InlineData("Production", "Keys:MasterKeyFile", "/nowhere/master.key", "Keys:MasterKeyFile")]
    [InlineData("Production", "Keys:MasterKeyFile", Short, "does not hold 32 bytes")]
    [InlineData("Staging", "Origin", null, "Origin")]
    [InlineData("Production", "Origin", null, "Origin")]
    [InlineData("Production", "Origin", "", "Origin")]
    [InlineData("Production", "Origin", "api.example.com", "Origin")]
    [InlineData("Production", "Origin", "ftp://api.example.com", "Origin")]
    [InlineData("Production", "Origin", "https://api.example.com/path", "Origin")]
    [InlineData("Production", "Origin", "https://user@api.example.com", "Origin")]
    [InlineData("Development", "Origin", "api.example.com", "Origin")]
    [InlineData("Production", "Database:DisposableCluster", "true", "Database:DisposableCluster")]
    [InlineData("Development", "Limits:FailuresPerMinute", "0", "FailuresPerMinute")]
    [InlineData("Development", "Limits:AnonymousPerSecond", "-1", "AnonymousPerSecond")]
    [InlineData("Development", "Proxies:0", "proxy.example.com", "Proxies")]
    [InlineData("Development", "Proxies:0", "10.0.0.0/99", "Proxies")]
    [InlineData("Development", "Mail:Port", "0", "Setting Mail:Port must be from 1 to 65535; it is 0.", "Mail:Host=mail.example.com", "Mail:From=a@example.com")]
    [InlineData("Development", "Mail:From", null, "Setting Mail:From must be the address from which mails come", "Mail:Host=mail.example.com")]
    [InlineData("Development", "Mail:From", "AOS <a@example.com>", "Setting Mail:From must be", "Mail:Host=mail.example.com")]
    [InlineData("Development", "Mail:UserName", "aos", "Setting Mail:UserName and Mail:Password (or Mail:PasswordFile) go together", "Mail:Host=mail.example.com", "Mail:From=a@example.com")]
    [InlineData("Development", "Mail:Password", "aos", "Setting Mail:UserName and Mail:Password (or Mail:PasswordFile) go together", "Mail:Host=mail.example.com", "Mail:From=a@example.com")]
    [InlineData("Development", "Mail:PasswordFile", "/nowhere/password", "Setting Mail:PasswordFile must name a file; there is none at '/nowhere/password'.", "Mail:Host=mail.example.com", "Mail:From=a@example.com", "Mail:UserName=aos")]
    [InlineData("Development", "Mail:PasswordFile", "/etc/hostname", "Setting Mail:Password and Mail:PasswordFile are both set", "Mail:Host=mail.example.com", "Mail:From=a@example.com", "Mail:UserName=aos", "Mail:Password=x")]
    [InlineData("Development", "Mail:StartTls", "false", "Setting Mail:StartTls must be true where a password is sent.", "Mail:Host=mail.example.com", "Mail:From=a@example.com", "Mail:UserName=aos", "Mail:Password=x")]
    [InlineData("Production", "Sms:Url", "http://127.0.0.1:1/sms", "Setting Sms:Url must be an https address", "Sms:Token=x", "Sms:From=AOS")]
    [InlineData("Development", "Sms:Url", "http://gateway.example.com/sms", "Setting Sms:Url must be an https address", "Sms:Token=x", "Sms:From=AOS")]
    [InlineData("Development", "Sms:Url", "https://user:x@gateway.example.com/sms", "Setting Sms:Url must be an https address", "Sms:Token=x", "Sms:From=AOS")]
    [InlineData("Development", "Sms:Url", "https://gateway.example.com/sms", "Setting Sms:Token (or Sms:TokenFile) is missing.", "Sms:From=AOS")]
    [InlineData("Development", "Sms:Url", "https://gateway.example.com/sms", "Setting Sms:From must be the sender", "Sms:Token=x")]
    public async Task A_bad_setting_is_named(string environment, string setting, string? value, string named, params string[] others)
    {
        await using var database = await TestDatabase.CreateAsync();
        var settings = new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = database.ConnectionString,
            ["Database:DisposableCluster"] = environment == "Production" ? "false" : "true",
            ["Keys:MasterKeyFile"] = TestKey.File,
            ["Origin"] = "https://api.example.com",
            [setting] = value == Short ? ShortKeyFile() : value,
        };
        foreach (var other in others)
            settings[other[..other.IndexOf('=', StringComparison.Ordinal)]] = other[(other.IndexOf('=', StringComparison.Ordinal) + 1)..];
        WebApplication? app = null;
        var failure = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            app = ApiApplication.Create(["--environment", environment, "--urls", "http://127.0.0.1:0"], builder => builder.Configuration.AddInMemoryCollection(settings));
            await app.StartAsync();
        });
        if (app is not null)
            await app.DisposeAsync();
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    private static string ShortKeyFile()
    {
        var path = Path.Combine(TestDirectories.Create("short-key"), "master.key");
        File.WriteAllText(path, Short);
        return path;
    }
}
