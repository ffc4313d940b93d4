namespace Aos.Sdk;

/// <summary>
/// Keeps the tokens of one person. The SDK has one in memory and one in a file; an application with its own database brings its own,
/// and encrypts what it stores. Must be thread-safe.
/// </summary>
public interface ITokenStore
{
    /// <summary>The stored tokens; null if there are none.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    ValueTask<UserTokens?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Replaces the stored tokens, all or nothing.</summary>
    /// <param name="tokens">The new ones; null removes them.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    ValueTask WriteAsync(UserTokens? tokens, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until nobody else changes these tokens, in this process and in any other that shares the store. It is held while tokens are
    /// renewed: a refresh token is good for one use, and two that use the same one sign the person out.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Gives the store free again when it is disposed.</returns>
    ValueTask<IAsyncDisposable> LockAsync(CancellationToken cancellationToken);
}
