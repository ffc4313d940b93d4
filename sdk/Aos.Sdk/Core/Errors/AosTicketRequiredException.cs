namespace Aos.Sdk;

/// <summary>402: an access ticket is missing, the budget is used up, or access is suspended for unpaid invoices. <see cref="Problem.Resolution"/> tells what to buy or pay.</summary>
/// <param name="problem">What the API said.</param>
/// <param name="response">Status, headers and limits of the answer.</param>
public sealed class AosTicketRequiredException(Problem problem, AosResponse? response = null) : AosApiException(problem, response);
