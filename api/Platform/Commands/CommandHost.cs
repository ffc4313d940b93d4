namespace Aos.Api.Platform.Commands;

/// <summary>Reads the settings as the server does, wherever the command is called from.</summary>
internal static class CommandHost
{
    /// <summary>A builder that says nothing on the console by itself.</summary>
    public static WebApplicationBuilder CreateBuilder(IEnumerable<string> settings)
    {
        var builder = WebApplication.CreateSlimBuilder(Options([.. settings]));
        builder.Logging.ClearProviders();
        return builder;
    }

    /// <summary>Settings files lie beside the program, not in the directory from which somebody calls it.</summary>
    public static WebApplicationOptions Options(string[] settings) => new() { Args = settings, ContentRootPath = AppContext.BaseDirectory };
}
