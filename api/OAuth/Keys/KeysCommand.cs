using System.CommandLine;
using System.Globalization;
using Aos.Api.Platform.Commands;
using Aos.Api.Platform.Identity.Tenants;

namespace Aos.Api.OAuth.Keys;

/// <summary>The command <c>keys</c>: the keys that sign ID tokens.</summary>
internal static class KeysCommand
{
    public static Command Create(IReadOnlyList<string> settings)
    {
        var withdraw = new Option<bool>("--withdraw") { Description = "Somebody else may have the former keys: remove them at once. ID tokens that they signed are not recognised any more." };
        var list = new Command("list", "Lists the keys.");
        list.SetAction((parsed, cancellationToken) => ListAsync(settings, parsed.InvocationConfiguration.Output, cancellationToken));
        var rotate = new Command("rotate", "Makes new keys that sign at once. Without need this happens by itself every 90 days.") { withdraw };
        rotate.SetAction((parsed, cancellationToken) => RotateAsync(settings, parsed.GetValue(withdraw), parsed.InvocationConfiguration.Output, cancellationToken));
        return new Command("keys", "Keys that sign ID tokens.") { list, rotate };
    }

    private static async Task<int> ListAsync(IReadOnlyList<string> settings, TextWriter output, CancellationToken cancellation)
    {
        await using var database = await CommandDatabase.OpenAsync(settings, cancellation);
        await using var connection = await database.Main.OpenConnectionAsync(cancellation);
        foreach (var key in await SigningKeyStore.ListAsync(connection, cancellation))
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{key.Id}  {key.Algorithm}  {StateOf(key),-9}  signs {key.SignsFrom:yyyy-MM-dd HH:mm} to {key.SignsUntil:yyyy-MM-dd HH:mm} UTC"));
        return 0;
    }

    private static async Task<int> RotateAsync(IReadOnlyList<string> settings, bool withdraw, TextWriter output, CancellationToken cancellation)
    {
        await using var database = await CommandDatabase.OpenAsync(settings, cancellation);
        var cipher = new KeyCipher(database.MasterKey);
        await database.WriteAsync(async write =>
        {
            await SigningKeyStore.RotateAsync(write, cipher, withdraw);
            if (await Tenants.FindOperatorAsync(write) is { } tenant)
                await write.AuditAsync(tenant, withdraw ? "oauth.signing-keys.replaced" : "oauth.signing-keys.rotated", "signingKeys", "all");
            return true;
        }, cancellation);
        await output.WriteLineAsync(withdraw ? "New keys sign; the former ones are removed." : "New keys sign; the former ones stay in the key set for 24 hours.");
        return 0;
    }

    private static string StateOf(SigningKeyStore.Row key) =>
        key.SignsFrom > key.Now ? "next" : key.SignsUntil > key.Now ? "signs" : key.SignsUntil + KeyLives.Published > key.Now ? "published" : "kept";
}
