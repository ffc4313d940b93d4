using System.Globalization;
using Aos.Api.Platform.Sample;

namespace Aos.Api.Platform.Instances;

/// <summary>What <c>./aos up</c> and <c>./aos status</c> say: addresses, database, client, a call that works.</summary>
internal static class ReadyBlock
{
    private const int TitleWidth = 35;
    private const int AddressGap = 4;

    /// <param name="instance">The API that runs.</param>
    /// <param name="client">The demo client and its secret; null without sample data.</param>
    /// <param name="token">A fresh token of that client.</param>
    /// <param name="quickstart">Path of the sample program.</param>
    public static string Of(Instance instance, DemoClient? client, GrantedToken? token, string quickstart)
    {
        var title = string.Create(CultureInfo.InvariantCulture, $"AOS {instance.Version} is ready in {instance.StartSeconds:F1} s");
        var width = instance.Docs.Length + AddressGap;
        var lines = new List<string>
        {
            $"{title.PadRight(TitleWidth - 2)}  PostgreSQL {instance.PostgreSql} (embedded, data in {instance.DataDirectory})",
            $"├─ API     {instance.Address.PadRight(width)}{string.Join("; ", instance.Samples)}".TrimEnd(),
            $"{(client is null ? '└' : '├')}─ Docs    {instance.Docs.PadRight(width)}first steps, every error code",
        };
        if (client is not null)
            lines.Add($"└─ Client  {client.Id}  secret {client.Secret} (sandbox data only)");
        if (client is not null && token is not null && instance.FirstCall is not null)
        {
            lines.Add($"Your first call (token valid {token.ExpiresIn / 60} min):");
            lines.Add($"  curl -H \"Authorization: Bearer {token.AccessToken}\" {instance.Address}{instance.FirstCall}");
            lines.Add("In C#:");
            lines.Add($"  AOS_BASE_ADDRESS={instance.Address} AOS_CLIENT_ID={client.Id} AOS_CLIENT_SECRET={client.Secret} dotnet run --project {quickstart}");
        }

        return string.Join('\n', lines) + '\n';
    }
}
