using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Aos.Samples.Tests.SignIn;

/// <summary>
/// The certified client library <c>openid-client</c> of npm, unchanged, signs people in against the API over HTTPS
/// (<c>tests/conformance</c>).
/// </summary>
public sealed class OpenIdClientTests : IDisposable
{
    private const string Redirect = "https://app.example.com/signed-in";
    private const string Bye = "https://app.example.com/bye";

    private static readonly string Scripts = Path.GetFullPath(Path.Combine(SampleData.Folder, "..", "..", "tests", "conformance"));

    private readonly TestCertificates _certificates = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("aos-conformance-").FullName;

    public void Dispose()
    {
        _certificates.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [NodeFact]
    public async Task It_does_everything_with_the_API()
    {
        await using var api = new ApiHost([], services => services.Configure<KestrelServerOptions>(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificates.Server))));
        await api.InitializeAsync();
        Assert.Equal("https", api.Address.Scheme);
        await InstallAsync();

        var output = await RunAsync("node", Scripts, ("AOS_CONFORMANCE", await SetupAsync(api)), ("NODE_EXTRA_CA_CERTS", await AuthorityAsync()));

        Assert.Equal(
            [
                "ok DPoP: code, userinfo, refresh, other key",
                "ok code with PKCE, ID token with signature, max_age",
                "ok device code",
                "ok device code refused",
                "ok discovery",
                "ok introspection",
                "ok log-out",
                "ok private_key_jwt: pushed request, code, refresh, revocation",
                "ok prompt=none while signed in, secret in the form",
                "ok pushed authorization request",
                "ok refresh with rotation",
                "ok revocation",
                "ok userinfo",
                "ok wrong secret",
            ],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    private async Task<string> KeysAsync(JsonObject publicKey)
    {
        var file = Path.Combine(_folder, "keys.json");
        await File.WriteAllTextAsync(file, new JsonObject { ["keys"] = new JsonArray(publicKey.DeepClone()) }.ToJsonString());
        return file;
    }

    private async Task<string> SetupAsync(ApiHost api)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var numbers = key.ExportParameters(includePrivateParameters: true);
        var publicKey = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["kid"] = "first",
            ["alg"] = "ES256",
            ["use"] = "sig",
            ["x"] = Base64UrlEncoder.Encode(numbers.Q.X),
            ["y"] = Base64UrlEncoder.Encode(numbers.Q.Y),
        };
        var secret = await WebClients.AddAsync(api, "conformance-web", Redirect, Bye, "--introspects", "api");
        await WebClients.AddAsync(api, "conformance-bound", Redirect, Bye, "--auth-method", "none", "--dpop-bound");
        await WebClients.AddAsync(api, "conformance-signed", Redirect, Bye, "--auth-method", "privateKeyJwt", "--jwks", await KeysAsync(publicKey));
        var privateKey = publicKey.DeepClone().AsObject();
        privateKey["d"] = Base64UrlEncoder.Encode(numbers.D);
        privateKey.Remove("use");
        return JsonSerializer.Serialize(new
        {
            issuer = api.Address.ToString().Replace("127.0.0.1", "localhost", StringComparison.Ordinal).TrimEnd('/'),
            person = new { email = SomePerson.Claire.Login, password = SomePerson.Password },
            web = new { id = "conformance-web", secret },
            bound = new { id = "conformance-bound" },
            signed = new { id = "conformance-signed", key = privateKey },
        });
    }

    private async Task<string> AuthorityAsync()
    {
        var file = Path.Combine(_folder, "authority.pem");
        await File.WriteAllTextAsync(file, _certificates.AuthorityPem);
        return file;
    }

    /// <summary>Once for each state of the lock file.</summary>
    private static async Task InstallAsync()
    {
        var installed = Path.Combine(Scripts, "node_modules", ".package-lock.json");
        if (!File.Exists(installed) || File.GetLastWriteTimeUtc(installed) < File.GetLastWriteTimeUtc(Path.Combine(Scripts, "package-lock.json")))
            await RunAsync("npm", "ci --ignore-scripts --no-audit --no-fund --loglevel=error");
    }

    private static Task<string> RunAsync(string program, string arguments) => RunAsync(program, arguments.Split(' '), []);

    private static Task<string> RunAsync(string program, string folder, params (string Name, string Value)[] environment) =>
        RunAsync(program, [Path.Combine(folder, "conformance.mjs")], environment);

    private static async Task<string> RunAsync(string program, string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Scripts };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await errors);
        return await output;
    }
}
