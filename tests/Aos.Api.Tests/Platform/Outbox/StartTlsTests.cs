using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Aos.Api.Platform.Commands;
using Aos.Api.Tests.Cli;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Harness.Postgres;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Platform.Outbox;

/// <summary>Mail over STARTTLS with a password, and nothing where the server cannot be trusted.</summary>
[Trait("Case", "W4")]
public sealed class StartTlsTests
{
    private const string Password = "mail-passwort-4713";

    [Fact]
    public async Task A_mail_of_a_command_is_sent_encrypted_and_with_the_password_by_the_server()
    {
        using var certificate = Certificate();
        var folder = TestDirectories.Create("starttls");
        var trusted = Path.Combine(folder, "trusted.pem");
        var password = Path.Combine(folder, "password");
        await File.WriteAllTextAsync(trusted, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(password, Password + "\n");
        await using var sink = new SmtpSink(certificate) { Login = ("aos", Password) };
        await using var serve = new ServeProcess(
            ("SSL_CERT_FILE", trusted), ("Mail__Host", "localhost"), ("Mail__Port", sink.Port.ToString(CultureInfo.InvariantCulture)),
            ("Mail__From", "noreply@aos.example"), ("Mail__UserName", "aos"), ("Mail__PasswordFile", password));
        var up = await serve.UpAsync();
        Assert.True(up.Code == 0, up.Errors);

        await using (var database = await CommandDatabase.OpenAsync(serve.Settings, CancellationToken.None))
            await database.WriteAsync(async write =>
            {
                await database.Messages.SendMailAsync(write, Post.Mail());
                return true;
            }, CancellationToken.None);
        await Polling.UntilAsync(() => Task.FromResult(!sink.Mails.IsEmpty));

        var mail = Assert.Single(sink.Mails);
        Assert.True(mail.IsEncrypted);
        Assert.Contains(Post.Secret, mail.Text, StringComparison.Ordinal);
        Assert.Equal(["EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL", "RCPT", "DATA"], sink.Commands.Take(7));
        await serve.StopAsync();
        var log = await File.ReadAllTextAsync(serve.Log);
        Assert.Contains("(test.code) is sent", log, StringComparison.Ordinal);
        foreach (var secret in new[] { Post.Secret, Password, "mia@example.com" })
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_with_an_unknown_certificate_gets_neither_mail_nor_password()
    {
        using var certificate = Certificate();
        await using var sink = new SmtpSink(certificate) { Login = ("aos", Password) };
        await RefusesAsync(sink);
        Assert.DoesNotContain("AUTH", sink.Commands);
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_neither_mail_nor_password()
    {
        await using var sink = new SmtpSink { Login = ("aos", Password) };
        await RefusesAsync(sink);
        Assert.DoesNotContain("AUTH", sink.Commands);
    }

    [Fact]
    public async Task A_wrong_password_is_no_reason_to_give_a_mail_up()
    {
        await using var sink = new SmtpSink { Login = ("aos", "another") };
        await using var api = new ApiHost(new(sink.Settings()) { ["Mail:UserName"] = "aos", ["Mail:Password"] = Password });
        await api.InitializeAsync();
        await api.SendAsync(Post.Mail());
        await api.UntilAsync("waiting 1 smtp");
        Assert.Contains("AUTH", sink.Commands);
        Assert.DoesNotContain(Password, await api.StateAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(api.Log.All, line => line.Contains(Password, StringComparison.Ordinal));
    }

    private static async Task RefusesAsync(SmtpSink sink)
    {
        await using var api = new ApiHost(new(sink.Settings()) { ["Mail:StartTls"] = "true", ["Mail:UserName"] = "aos", ["Mail:Password"] = Password });
        await api.InitializeAsync();
        await api.SendAsync(Post.Mail());
        await api.UntilAsync("waiting 1 ");
        Assert.Empty(sink.Mails);
        Assert.DoesNotContain("MAIL", sink.Commands);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
    }
}
