using System.Text.Json;

namespace Aos.Sdk;

/// <summary>402: an access ticket is missing, the budget is used up, or access is suspended for unpaid invoices. <see cref="Problem.Resolution"/> tells what to buy or pay.</summary>
/// <param name="problem">What the API said.</param>
/// <param name="response">Status, headers and limits of the answer.</param>
public sealed class AosTicketRequiredException(Problem problem, AosResponse? response = null) : AosApiException(problem, response)
{
    /// <summary>What could be bought, as the API offers it (the member <c>offers</c> of the problem); empty where it offers nothing.</summary>
    public IReadOnlyList<JsonElement> Offers { get; } =
        problem.AdditionalProperties?.TryGetValue("offers", out var list) is true && list.ValueKind is JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
}
