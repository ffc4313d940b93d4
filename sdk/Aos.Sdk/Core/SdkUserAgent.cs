using System.Reflection;
using System.Runtime.InteropServices;

namespace Aos.Sdk;

/// <summary>The <c>User-Agent</c>: <c>aos-sdk-dotnet/1.4.0 (.NET 10.0; linux-x64) MyApp/2.1</c>.</summary>
internal static class SdkUserAgent
{
    private static readonly string Own =
        $"aos-sdk-dotnet/{Version} (.NET {Environment.Version.ToString(2)}; {RuntimeInformation.RuntimeIdentifier})";

    public static string With(string? applicationName) =>
        string.IsNullOrEmpty(applicationName) ? Own : $"{Own} {applicationName}";

    public static string Version =>
        typeof(SdkUserAgent).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
