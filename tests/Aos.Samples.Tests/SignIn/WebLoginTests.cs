using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aos.Api.Tests.Harness;

namespace Aos.Samples.Tests.SignIn;

/// <summary>The sample of web applications, in a process of its own, with the real API.</summary>
public sealed class WebLoginTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Somebody_signs_in_is_named_and_signs_out()
    {
        var origin = $"http://127.0.0.1:{FreePort()}";
        var (id, secret) = await WebClients.AddAsReadmeSaysAsync(api, "WebLogin", origin);
        using var process = await StartAsync(origin, id, secret);
        try
        {
            using var browser = new PersonAtBrowser(SomePerson.Claire);
            Assert.Contains("Nobody is signed in.", (await browser.VisitAsync(new Uri(origin))).Page, StringComparison.Ordinal);
            var (home, page) = await browser.VisitAsync(new Uri(origin + "/sign-in"));
            Assert.Equal(origin + "/", home.AbsoluteUri);
            Assert.Contains("Signed in as Claire Smith (claire.smith@example.com).", page, StringComparison.Ordinal);
            (home, page) = await browser.PressAsync(home, page, "none");
            Assert.Equal(origin + "/", home.GetLeftPart(UriPartial.Path));
            Assert.Contains("Nobody is signed in.", page, StringComparison.Ordinal);

            // A callback that this browser did not begin.
            Assert.Contains("You are not signed in:", (await browser.VisitAsync(new Uri(origin + "/signed-in?code=x&state=y"))).Page, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    [Fact]
    public void It_has_at_most_a_hundred_lines() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(SampleData.Folder, "..", "WebLogin", "Program.cs")).Length, 1, 100);

    [Fact]
    public void The_one_for_devices_has_at_most_sixty() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(SampleData.Folder, "..", "DeviceLogin", "Program.cs")).Length, 1, 60);

    private async Task<Process> StartAsync(string origin, string id, string secret)
    {
        var start = new ProcessStartInfo("dotnet", [SamplePrograms.PathOf("WebLogin"), "--urls", origin]) { RedirectStandardOutput = true };
        start.Environment["AOS_BASE_ADDRESS"] = api.Address.ToString().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        start.Environment["AOS_CLIENT_ID"] = id;
        start.Environment["AOS_CLIENT_SECRET"] = secret;
        start.Environment["WEBLOGIN_ORIGIN"] = origin;
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.Contains("Application started", StringComparison.Ordinal))
                continue;
            _ = process.StandardOutput.ReadToEndAsync();
            return process;
        }
        throw new InvalidOperationException("WebLogin did not start.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
