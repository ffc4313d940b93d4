namespace Aos.Sdk;

/// <summary>What a browser brings back from the server.</summary>
internal static class AuthorizationAnswer
{
    /// <summary>The code of an answer to this request of this server.</summary>
    public static string CodeOf(Uri callback, PendingSignIn pending, ServerConfiguration configuration)
    {
        var answer = QueryText.Read(callback) ?? throw new AosSignInException("The answer in the browser has a parameter twice.", "sdk.sign-in-answer");
        // First of all: an answer that somebody else slipped in is not even read.
        if (!answer.TryGetValue("state", out var state) || !Randomness.Same(state, pending.State))
            throw new AosSignInException("The answer in the browser is not that to this sign-in (state); begin again.", "sdk.sign-in-state");
        if (!answer.TryGetValue("iss", out var issuer) ? configuration.NamesIssuerInAnswers : issuer != configuration.Issuer)
            throw new AosSignInException($"The answer in the browser is from another server (\"{issuer}\", expected \"{configuration.Issuer}\").", "sdk.issuer-mismatch");
        if (answer.TryGetValue("error", out var error))
            throw Refused(error, answer.GetValueOrDefault("error_description"));
        return answer.TryGetValue("code", out var code) && code.Length > 0
            ? code
            : throw new AosSignInException("The answer in the browser has no code.", "sdk.sign-in-answer");
    }

    /// <summary>The exception of an error that the server names.</summary>
    public static AosSignInException Refused(string error, string? description, Exception? cause = null)
    {
        return error switch
        {
            "access_denied" => new AosSignInDeniedException(Text("The person refused"), cause),
            "expired_token" => new AosSignInExpiredException(Text("The code was not confirmed in time"), error, cause),
            _ => new AosSignInException(Text("The person could not be signed in"), error, cause),
        };

        string Text(string what) => $"{what} ({error}){(string.IsNullOrEmpty(description) ? "." : ": " + description)}";
    }
}
