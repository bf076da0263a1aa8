/** First names of the sample's people. */
export const firstNames = [
  "Aaliyah", "Ben", "Carla", "Dana", "Emeka", "Fatima", "Goran", "Hana", "Ivan", "Jia", "Kofi", "Lena", "Mateo", "Nadia", "Omar",
  "Priya", "Quentin", "Rosa", "Sven", "Tara", "Umar", "Vera", "Wei", "Ximena", "Yusuf", "Zoe", "Amir", "Bianca", "Cheng", "Dmitri",
] as const;

/** Family names of the sample's people. */
export const familyNames = [
  "Abara", "Brandt", "Castro", "Dubois", "Eriksen", "Ferrari", "Gupta", "Hoang", "Ito", "Jansen", "Kowalski", "Larsen", "Moreau",
  "Novak", "Okafor", "Petrov", "Quiroga", "Reyes", "Schmidt", "Tanaka", "Usman", "Virtanen", "Weber", "Xu", "Yilmaz", "Zhang",
] as const;

/** The servers: name and what they do. */
export const servers = [
  { name: "srv-dc01", role: "domain controller" },
  { name: "srv-dc02", role: "domain controller" },
  { name: "srv-file01", role: "file server" },
  { name: "srv-sql01", role: "database" },
  { name: "srv-app01", role: "application server" },
  { name: "srv-mgmt01", role: "management" },
] as const;

/** Outside correspondents: domain and a name that mails come from. */
export const correspondents = [
  { domain: "northgate-supplies.example", sender: "orders", name: "Northgate Supplies" },
  { domain: "harborfreight-logistics.example", sender: "dispatch", name: "Harbor Logistics" },
  { domain: "brightbank.example", sender: "statements", name: "Bright Bank" },
  { domain: "cityutilities.example", sender: "billing", name: "City Utilities" },
  { domain: "trainhub.example", sender: "courses", name: "TrainHub" },
  { domain: "newsbrief.example", sender: "daily", name: "NewsBrief" },
] as const;

/** Subjects of ordinary mail. */
export const subjects = [
  "Order confirmation", "Your statement is ready", "Meeting notes", "Delivery schedule", "Updated price list", "Travel request",
  "Weekly summary", "Question about the contract", "Lunch on Friday?", "Maintenance window", "Survey results", "Project plan v3",
] as const;
