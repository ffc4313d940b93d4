using System.Diagnostics;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Samples.Tests;

/// <summary>The sample of onboarding against the real API: from nothing to the first call, and a second run that does nothing twice.</summary>
public sealed class PartnerOnboardingTests(ApiHost api) : IClassFixture<ApiHost>, IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aos-onboarding-").FullName;

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The operator's client may decide who becomes a partner, as the one of the sample installation may.</summary>
    public Task InitializeAsync() => api.SqlAsync($"""
        insert into identity.tenant_rights (tenant_id, code, source, granted_by)
        select '{Somebody.Operator.TenantId}', code, 'administrator', 'test' from unnest(array['registrations.administer', 'applications.decide', 'permissions.administer']) code on conflict do nothing;
        insert into identity.client_rights (client_id, code)
        select '{Somebody.Operator.ClientId}', code from unnest(array['registrations.administer', 'applications.decide', 'permissions.administer']) code on conflict do nothing
        """);

    [Fact]
    public async Task An_organisation_comes_from_nothing_to_its_first_call_and_a_second_run_does_nothing_twice()
    {
        const string Email = "one@partner.example";
        var (code, output) = await RunAsync(Email, "--unattended", "--approve");
        Assert.True(code == 0, output);
        Assert.Equal(
            ["Registration: sent for one@partner.example, VAT id valid", "E-mail address: confirmed", "Approval: approved by the operator's client", "Sign-in: as John Smith",
             "Products: vehicle-identification applied for, approved", "Sandbox: vehicle-identification with the plan sandbox"],
            Outcomes(output)[..6]);
        Assert.Matches("^Client: .+; its secret is in .+/onboarding.json$", Outcomes(output)[6]);
        Assert.Matches("^First call: BMW 335i of 2008-09-22, [0-9]+ of 1000 calls left \\(day\\)$", Outcomes(output)[7]);
        Assert.Contains("[████████████████████████████] 100 % done", output, StringComparison.Ordinal);

        // Secrets are in files that only their owner can read, and nowhere else.
        var state = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "onboarding.json")))!;
        Assert.All(Directory.GetFiles(_folder), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.All((string[])["password", "clientSecret"], name => Assert.DoesNotContain((string)state[name]!, output, StringComparison.Ordinal));

        var counts = await CountsAsync(Email);
        Assert.Equal((1, 1, 1), counts);
        (code, output) = await RunAsync(Email, "--unattended", "--approve");
        Assert.True(code == 0, output);
        Assert.Equal(
            ["Registration: was sent before for one@partner.example", "E-mail address: was confirmed before", "Approval: was approved before", "Sign-in: is still signed in as John Smith",
             "Products: vehicle-identification applied for, approved", "Sandbox: vehicle-identification with the plan sandbox", $"Client: {state["clientId"]} was created before"],
            Outcomes(output)[..7]);
        Assert.Equal(counts, await CountsAsync(Email));
    }

    [Fact]
    public async Task It_waits_for_the_review_and_goes_on_when_somebody_has_approved()
    {
        const string Email = "two@partner.example";
        var (code, output) = await RunAsync(Email, "--unattended");
        Assert.True(code == 3, output);
        Assert.Contains("A person checks the registration", output, StringComparison.Ordinal);
        (code, _) = await RunAsync(Email, "--unattended");
        Assert.Equal(3, code);

        // As if it had ended before it could keep what it had done: the calls are repeated with their keys.
        var file = Path.Combine(_folder, "onboarding.json");
        var state = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        state["isRegistered"] = false;
        state["isConfirmed"] = false;
        await File.WriteAllTextAsync(file, state.ToJsonString());
        (code, output) = await RunAsync(Email, "--unattended", "--approve");
        Assert.True(code == 0, output);
        Assert.Equal((1, 1, 1), await CountsAsync(Email));

        state = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        var secret = (string)state["clientSecret"]!;
        state["clientSecret"] = null;
        state["applicationId"] = null;
        state["hasSandbox"] = false;
        await File.WriteAllTextAsync(file, state.ToJsonString());
        (code, output) = await RunAsync(Email, "--unattended", "--approve");
        Assert.True(code == 0, output);
        Assert.Equal((1, 1, 1), await CountsAsync(Email));
        Assert.NotEqual(secret, (string)JsonNode.Parse(await File.ReadAllTextAsync(file))!["clientSecret"]!);
    }

    [Fact]
    public async Task What_is_wrong_is_told_in_one_line()
    {
        Assert.Equal(2, (await RunAsync("x@partner.example", "--nonsense")).Code);
        var organisation = await WrongOrganisationAsync();
        var (code, output) = await RunAsync("x@partner.example", "--unattended", "--organisation", organisation);
        Assert.Equal(1, code);
        Assert.Contains("/vatId", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task A_file_that_is_missing_or_broken_is_one_line(string? content)
    {
        var organisation = Path.Combine(_folder, "broken.json");
        if (content is not null)
            await File.WriteAllTextAsync(organisation, content);
        var (code, output) = await RunAsync("x@partner.example", "--organisation", organisation);
        Assert.True(code == 2, output);
        Assert.StartsWith($"The organisation cannot be read from {organisation}: ", Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_and_secret_never_come_into_the_current_folder()
    {
        var (work, settings) = (Directory.CreateDirectory(Path.Combine(_folder, "work")).FullName, Path.Combine(_folder, "missing", "config"));
        var (code, output) = await RunAsync(["--email", "x@partner.example", "--unattended", "--organisation", await WrongOrganisationAsync()], start =>
        {
            start.WorkingDirectory = work;
            start.Environment["XDG_CONFIG_HOME"] = settings;
        });
        Assert.True(code == 1, output);
        Assert.Empty(Directory.GetFileSystemEntries(work));
        Assert.True(File.Exists(Path.Combine(settings, "aos-partner-onboarding", "onboarding.json")));
    }

    /// <summary>A file that is refused after the password is kept.</summary>
    private async Task<string> WrongOrganisationAsync()
    {
        var path = Path.Combine(_folder, "organisation.json");
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(SampleData.Folder, "..", "PartnerOnboarding", "organisation.json")))!;
        file["vatId"] = "DE123456000";
        await File.WriteAllTextAsync(path, file.ToJsonString());
        return path;
    }

    private static string[] Outcomes(string output) => [.. output.Split('\n').Where(line => line.Length > 4 && char.IsAsciiDigit(line[0]) && line[1] == '/').Select(line => line[4..])];

    /// <summary>Organisations, applications and clients of a representative.</summary>
    private async Task<(long Organisations, long Applications, long Clients)> CountsAsync(string email)
    {
        var tenants = $"select tenant_id from identity.accounts where login = '{email}'";
        return (
            await api.SqlAsync<long>($"select count(*) from organisations.organisations where tenant_id in ({tenants})"),
            await api.SqlAsync<long>($"select count(*) from organisations.api_applications where tenant_id in ({tenants})"),
            await api.SqlAsync<long>($"select count(*) from identity.clients where tenant_id in (select id from identity.tenants where parent_id in ({tenants}))"));
    }

    private Task<(int Code, string Output)> RunAsync(string email, params string[] options) => RunAsync(["--email", email, "--state", _folder, .. options], _ => { });

    private async Task<(int Code, string Output)> RunAsync(string[] options, Action<ProcessStartInfo> set)
    {
        var start = new ProcessStartInfo("dotnet", [SamplePrograms.PathOf("PartnerOnboarding"), .. options]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        // The issuer is the name of the machine and not its number.
        start.Environment["AOS_BASE_ADDRESS"] = $"http://localhost:{api.Address.Port}";
        start.Environment["AOS_OPERATOR_CLIENT_ID"] = Somebody.Operator.ClientId;
        start.Environment["AOS_OPERATOR_CLIENT_SECRET"] = Somebody.Operator.Secret;
        set(start);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
