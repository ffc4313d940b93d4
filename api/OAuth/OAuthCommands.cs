using Aos.Api.OAuth.Keys;
using Aos.Api.Platform.Commands;

namespace Aos.Api.OAuth;

/// <summary>The commands of the authorization server: <c>keys</c>.</summary>
internal static class OAuthCommands
{
    public static CommandLine AddOAuthCommands(this CommandLine line) => line
        .Add(KeysCommand.Create(line.Settings));
}
