using Microsoft.Extensions.Logging;

namespace Aos.Sdk;

/// <summary>Settings of an <see cref="AosClient"/>. Checked when the client is made; a wrong one is named in one sentence.</summary>
public sealed class AosClientOptions
{
    /// <summary>Origin of the API, <c>http</c> or <c>https</c>, such as <c>https://api.example.com</c>; a path prefix of a proxy is kept. Environment variable <c>AOS_BASE_ADDRESS</c>.</summary>
    public string? BaseAddress { get; set; }

    /// <summary>Id of the registered client. Environment variable <c>AOS_CLIENT_ID</c>. Not needed with an own <see cref="TokenProvider"/>.</summary>
    public string? ClientId { get; set; }

    /// <summary>One of the client's active secrets. Environment variable <c>AOS_CLIENT_SECRET</c>. Not needed with an own <see cref="TokenProvider"/>.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>
    /// Issuer of the ID tokens that <see cref="AosSignIn"/> gets; unless set it is <see cref="BaseAddress"/>. To be set where the
    /// API is called by another address than the public one. Environment variable <c>AOS_ISSUER</c>.
    /// </summary>
    public string? Issuer { get; set; }

    /// <summary>Scopes to ask for; empty asks for all that the client has. Environment variable <c>AOS_SCOPES</c>, separated by blanks.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = [];

    /// <summary>Name and version of the calling application for the <c>User-Agent</c>, such as <c>MyApp/2.1</c>. Environment variable <c>AOS_APPLICATION_NAME</c>.</summary>
    public string? ApplicationName { get; set; }

    /// <summary>Time for one try, from sending to the last byte of the answer; 30 s unless set. Environment variable <c>AOS_TIMEOUT</c>, in seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a failed try is repeated, 0 to 10; 3 unless set. Environment variable <c>AOS_MAX_RETRIES</c>.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Longest <c>Retry-After</c> that is waited for; a longer one (a used up daily quota) throws at once. 2 minutes unless set.</summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>What to do before a call that would be refused because a limit of the plan is used up; waits unless set. Environment variable <c>AOS_PACING</c>: <c>wait</c>, <c>throw</c> or <c>ignore</c>.</summary>
    public AosPacing Pacing { get; set; } = AosPacing.Wait;

    /// <summary>Called once for each operation that the API marks as deprecated, beside the warning in the log.</summary>
    public Action<AosDeprecation>? OnDeprecation { get; set; }

    /// <summary>Where the client logs, in the category <c>Aos.Sdk</c>; ids and templates of paths, never tokens or VINs. With <c>AddAosClient</c> that of the application.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Own source of access tokens instead of client id and secret.</summary>
    public ITokenProvider? TokenProvider { get; set; }

    /// <summary>Own handler that sends the requests, for a proxy or for tests. The client does not dispose it.</summary>
    public HttpMessageHandler? Handler { get; set; }

    /// <summary>Clock for token life, time-outs and waiting; tests set their own.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
