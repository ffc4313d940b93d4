using Aos.Api.Tests.Harness.Postgres;

namespace Aos.Api.Tests.Cli;

/// <summary>What every command does with wrong arguments and settings.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("Unrecognized command or argument 'imprt'.", "imprt")]
    [InlineData("Required command was not provided.", "tenant")]
    [InlineData("Required argument 'FILE' missing for command: 'mileages'.", "mileages")]
    [InlineData("Name either what is imported or, with --make-manifest, a folder.", "import")]
    [InlineData("Name the release with --release.", "import", "--make-manifest", "/tmp")]
    [InlineData("The options --release and --changed belong to --make-manifest.", "import", "/tmp", "--changed")]
    [InlineData("A number of vehicles cannot be negative.", "sample-data", "/tmp/x", "--vehicles", "-5")]
    [InlineData("A port is a number from 1 to 65535, not '70000'.", "serve", "--port", "70000")]
    public async Task A_wrong_command_line_is_one_sentence_and_exit_code_2(string sentence, params string[] args) =>
        Cli.IsRefused(await Cli.RunAsync(args), sentence + " The option --help tells more.", code: 2);

    [Theory]
    [InlineData("staging", "import", "/tmp", "--set", "staging")]
    [InlineData("staging", "mileages", "/tmp/x", "--set", "staging")]
    [InlineData("fleet", "tenant", "create", "North", "--kind", "fleet")]
    public async Task A_value_that_is_none_of_the_known_ones_is_refused(string value, params string[] args)
    {
        var answer = await Cli.RunAsync(args);

        Assert.Equal(2, answer.Code);
        Assert.Contains($"'{value}'", answer.Errors, StringComparison.Ordinal);
        Assert.Single(answer.Errors.TrimEnd('\n').Split('\n').Where(line => line.Length > 0 && !line.StartsWith('\t')).Take(1));
    }

    [Fact]
    public async Task An_argument_of_serve_that_is_no_setting_is_refused() =>
        Cli.IsRefused(await Cli.RunAsync("--smaple"), "'--smaple' is neither an option of serve nor a setting of the form --Key=value.", code: 2);

    [Fact]
    public async Task The_sample_is_refused_outside_development() =>
        Cli.IsRefused(
            await Cli.RunAsync("serve", "--sample", "--environment=Production"),
            "The option --sample makes clients whose secrets lie in a file, so it works in development only: set ASPNETCORE_ENVIRONMENT=Development, or leave it out.");

    [Fact]
    public async Task A_database_that_is_away_is_one_sentence()
    {
        var answer = await ApiCommandAsync("--Database:ConnectionString=Host=/nowhere;Username=app", "migrate");

        Assert.Equal(1, answer.Code);
        Assert.StartsWith("The database of Database:ConnectionString cannot be reached: ", answer.Errors, StringComparison.Ordinal);
        Assert.Equal(1, answer.Errors.Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task Migrate_tells_what_it_did()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();

        var first = await Cli.RunAsync(database, "migrate");
        var second = await Cli.RunAsync(database, "migrate");

        Assert.StartsWith("Applied 0001-platform.\n", first.Output, StringComparison.Ordinal);
        Assert.Equal("The schema is up to date.\n", second.Output);
    }

    [Fact]
    public async Task An_import_that_is_refused_says_so_on_standard_error()
    {
        await using var database = await TestDatabase.CreateAsync();

        var answer = await Cli.RunAsync(database, "import", "/nowhere");

        Cli.IsRefused(answer, "There is no manifest.json at /nowhere; `import --make-manifest DIR` writes one.");
    }

    [Fact]
    public async Task Nothing_that_runs_is_one_sentence() =>
        Cli.IsRefused(await ApiCommandAsync("--Database:DataDirectory=/nowhere", "status"), "AOS is not running; './aos up' starts it.");

    private static async Task<Cli.Answer> ApiCommandAsync(string setting, params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return new(await ApiCommands.Create(setting).RunAsync(args, output, errors), output.ToString(), errors.ToString());
    }
}
