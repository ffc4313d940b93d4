using System.Net;
using Aos.Api.Platform.Identity.Tokens;
using Microsoft.AspNetCore.Authorization;

namespace Aos.Api.Platform.Identity.Access;

/// <summary>
/// The operation is open to everybody and says more to those who show a token: the controller's <c>OptionalCaller</c>.
/// A token that is not valid is refused (401) like everywhere; a valid one that may not be used here counts as none, so
/// that a program that sends its token with every call still reads what everybody reads.
/// </summary>
/// <param name="scope">Scope with which the token of a person is honoured.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OptionalAccessAttribute(string scope) : Attribute, IAllowAnonymous
{
    /// <summary>Scope with which the token of a person is honoured.</summary>
    public string Scope { get; } = scope;

    /// <summary>The token of a program acting for itself is honoured too, whatever its scopes.</summary>
    public bool Machines { get; init; }

    /// <summary>True if the answer may say what it says to this caller.</summary>
    internal bool Admits(Principal caller, IPAddress? address) =>
        !caller.IsConditionsDue && AddressRanges.Contain(caller.AddressRanges, address)
        && (caller.AccountId is null ? Machines : !caller.IsPasswordChangeDue && caller.Scopes.Contains(Scope));
}
